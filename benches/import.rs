//! A table of grants made a chain by a mapping, against a plain pass of the `csv` crate over the same bytes, in the same
//! run.
//!
//! `cargo bench --bench import` for a made-up table; `cargo bench --bench import -- GRANTS.csv` for a table in the layout
//! of the Research Council of Norway, and `-- GRANTS.csv 100` for its rows a hundred times over.

mod timing;

use seedrelay::SupplyChain;
use seedrelay::io::tables::mapping::{ImportOptions, Mapping};
use seedrelay::io::tables::{Grid, Pedigree};

use timing::{least, millis, time};

const ROUNDS: usize = 21;

fn main() {
    let mut given = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let (path, times) = (given.next(), given.next());
    println!("      rows  megabytes  plain csv      grid    import  import/csv  chain alone");
    match path {
        Some(path) => {
            let times = times.map_or(1, |times| times.parse().expect("how many times over is a number"));
            measure(&repeated(&std::fs::read(path).expect("the table can be read"), times));
        }
        None => [3_000, 100_000].into_iter().for_each(|rows| measure(made_up(rows).as_bytes())),
    }
    pedigrees();
}

/// A table with its rows so many times, below column names that stand in the first line.
fn repeated(table: &[u8], times: usize) -> Vec<u8> {
    let header = table.iter().position(|byte| *byte == b'\n').expect("a table has rows") + 1;
    [&table[..header], &table[header..].repeat(times)].concat()
}

/// How often a table of so many bytes is read: large ones in a minute or two.
fn rounds(bytes: usize) -> usize {
    match bytes {
        ..10_000_000 => ROUNDS,
        10_000_000..100_000_000 => 7,
        _ => 3,
    }
}

/// How many pedigrees are read in a second, of the notations that there are.
fn pedigrees() {
    const WRITTEN: [&str; 6] = [
        "郑9805/周豆23",
        "皖宿5717//徐豆9号/中黄13",
        "A/3/B//C/D",
        "(甲A×恢乙)F1×C",
        "SERI.1B*2/3/KAUZ*2/BOW//KAUZ",
        "Taxi",
    ];
    const CELLS: usize = 300_000;
    let read = || (0..CELLS).filter(|cell| Pedigree::parse(WRITTEN[cell % WRITTEN.len()]).is_ok()).count();
    let best = least((0..ROUNDS).map(|_| time(read).0).collect());
    println!("{:.1} million pedigrees a second", CELLS as f64 / best.as_secs_f64() / 1e6);
}

/// The columns of the real table, in their order.
const COLUMNS: &str = "Rammeprogram;Traktat kode (H2020);Programområde kode (H2020);Programområde (H2020);\
Program kode (H2020);Programkortnavn (H2020);Program (H2020);Programnivå 1 kortnavn (H2020);\
Programnivå 1 kode (H2020);Programnivå 1 (H2020);Prosjektnr;Prosjektkortnavn;Prosjektnavn;Utlysnings-id;\
Overordnet utlysnings-id;Topic kode;Topic;Søknadstype;Søknadstypenavn;Kontraktstatus;Kontrakt signeringsdato;\
Kontrakt startdato;Kontrakt sluttdato;Søknadsfrist;Søknadsdato;Varighet måneder;Vurderingspanel;\
Organisasjonsnummer;Organisasjonsnavn;Kortnavn;Organisasjon rolle;Organisasjon finansiell rolle;Deltakernr;\
FoU sektorkode;FoU sektor;FoU kategori;Kontraktspart 1;Kontraktspart 2;Adresse kommunenummer;Adresse kommune;\
Adresse fylkenummer;Adresse fylke;Adresse landsdel;Innvilget beløp organisasjon EUR";

/// A table as wide as the real one, with cells as long.
fn made_up(rows: usize) -> String {
    let programmes = ["FOOD", "ENERGY", "HEALTH", "LEIT", "TPT", "ERC"];
    let actions = ["RIA", "IA", "SME-1", "SME-2", "ERC-STG", "MSCA-RISE", "CSA", "BBI-RIA"];
    let kinds = ["Universiteter", "Næringsliv", "Primærnæringsinstitutter", "Øvrige offentlige"];
    let mut text = String::from(COLUMNS);
    for row in 0..rows {
        // Three rows of two make a grant; an organization comes back every 700 rows.
        let (grant, who) = (row * 2 / 3, row * 7919 % 700);
        let (day, month, year) = (grant % 28 + 1, grant % 12 + 1, grant % 5 + 2014);
        text += &format!(
            "\nH2020;;EU.3.;Societal Challenges;EU.3.2.;{};Food security, sustainable agriculture and forestry, marine, \
             maritime and inland water research and the bioeconomy;;;;{};P{grant};Number {grant} of the studies on how \
             results are handed on from the laboratory to the field in good time;H2020-SFS-2018-2020;H2020-SFS-2018-2020;\
             SFS-{:02}-2019;Integrated health approaches and alternatives to the use of antimicrobials;{};Research and \
             Innovation action;{};{day:02}.{month:02}.{year} 00:00;{day:02}.{month:02}.{} 00:00;{day:02}.{month:02}.{} 00:00;\
             {day:02}.{month:02}.{} 00:00;{day:02}.{month:02}.{} 00:00;48;Life sciences;{};ORGANIZATION NUMBER {who};ukjent;{};\
             BENEFICIARY;{};INS;Sektor;{};701;21;{};Kommune {};50;Fylke;Landsdel;{}.74999968",
            programmes[grant % programmes.len()],
            600_000 + grant,
            grant % 50,
            actions[grant % actions.len()],
            if grant % 4 == 0 { "CLOSED" } else { "SIGNED" },
            year + 1,
            year + 4,
            year - 1,
            year - 1,
            900_000_000 + who,
            if row % 3 == 0 { "COORDINATOR" } else { "PARTICIPANT" },
            row % 9,
            kinds[who % kinds.len()],
            who % 300,
            who % 300,
            row % 900_000,
        );
    }
    text + "\n"
}

fn measure(bytes: &[u8]) {
    let mapping = Mapping::named("norway-h2020").expect("it comes with the crate");
    let options = ImportOptions::new();
    let (mut plains, mut grids, mut imports, mut chains) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut read = 0;
    // By turns, so that what else the machine does meets all alike.
    for _ in 0..rounds(bytes.len()) {
        plains.push(time(|| plain(bytes)).0);
        grids.push(time(|| Grid::from_csv("grants.csv", bytes)).0);
        let (duration, import) = time(|| {
            let table = Grid::from_csv("grants.csv", bytes).expect("it is a table");
            mapping.import(&[table], &options).expect("it is in the layout of the mapping")
        });
        imports.push(duration);
        read = import.account.rows_read();
        let builder = import.chain.to_builder();
        chains.push(time(|| -> SupplyChain { builder.build().expect("it was a chain before") }).0);
    }
    let [plain, grid, import, chain] = [plains, grids, imports, chains].map(least);
    println!(
        "{read:>10}  {:>9.2}  {:>6.2} ms {:>6.2} ms {:>6.2} ms  {:>10.2}  {:>8.2} ms",
        bytes.len() as f64 / 1e6,
        millis(plain),
        millis(grid),
        millis(import),
        import.as_secs_f64() / plain.as_secs_f64(),
        millis(chain),
    );
}

/// How many cells there are: the least that any reading has to do.
fn plain(bytes: &[u8]) -> usize {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').flexible(true).from_reader(bytes);
    let mut record = csv::StringRecord::new();
    let mut cells = 0;
    while reader.read_record(&mut record).expect("it is UTF-8") {
        cells += record.iter().filter(|cell| !cell.is_empty()).count();
    }
    cells
}
