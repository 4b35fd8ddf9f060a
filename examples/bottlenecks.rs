//! From a question to its answer: who holds up the seed research of a province, and what would help? The province
//! does not exist.
//!
//! It walks through the four measures of a bottleneck one by one, and ends with what a plan changes that asks for one
//! more consortium.
//!
//! `cargo run --features terminal --example bottlenecks -- [--lang en|zh]`

mod shared;

use std::error::Error;
use std::process::ExitCode;

use seedrelay::query::{BottleneckOptions, Throughput, ThroughputOptions};
use seedrelay::record::StageAssumption;
use seedrelay::render::terminal::{heading, paragraph, sentences, table};
use seedrelay::say::{self, View};
use seedrelay::{Assumptions, Evidence, Lang, Stage, SupplyChain, datasets};

/// How many bottlenecks are shown.
const TOLD: usize = 6;

fn main() -> ExitCode {
    shared::tell(|lang| tell(&datasets::example(), lang))
}

fn tell(chain: &SupplyChain, lang: Lang) -> Result<String, Box<dyn Error>> {
    // What is known or assumed today, and the same with the plan's commissions, agreements and consortium.
    let today = chain.known_at_least(Evidence::Assumed);
    let now = today.bottlenecks(&BottleneckOptions::new());
    let after = chain.bottlenecks(&BottleneckOptions::new());
    let view = View::new(&today);

    let title = say(lang, "Where does the seed research of Yunlan wait?", "云岚省种业科研在哪里等待？");
    let mut out = heading(title).trim_start().to_owned();

    out += &heading(say(lang, "1. Where does work pile up?", "一、任务积压在哪里？"));
    out += &table(&view.most_loaded(&now.load, 4), lang);
    // No wait is predicted from fewer than five observations: saying nothing is better than a number out of the air.
    assert!(now.load.iter().all(|load| load.predicted_wait.erlang_c.is_none()));

    out += &heading(say(lang, "2. Who has been continuously full longest?", "二、谁连续满负荷时间最长？"));
    out += &table(&view.active_period(&now.active_period), lang);
    for category in today.categories() {
        let own = now.active_period.iter().filter(|share| share.category.id == category.id);
        assert!(own.map(|share| share.sole).sum::<f64>() <= 1.0 + 1e-12, "only one can be the bottleneck alone");
    }

    out += &heading(say(lang, "3. What gets through, and what limits it?", "三、能产出多少，制约在哪里？"));
    out += &sentences(view.throughput_sentences(&now.throughput), lang);
    // The roles of a minimum cut carry exactly what gets through, on either side.
    for row in &now.throughput {
        for cut in [&row.source_side, &row.sink_side] {
            let capacity: f64 = cut.iter().map(|role| role.capacity).sum();
            assert!((capacity - row.products_per_year.unwrap_or_default()).abs() < 1e-12);
        }
    }

    out += &heading(say(lang, "4. Does it depend on the assumptions?", "四、结论是否取决于假定？"));
    out += &doubled(&today, &now.throughput, lang)?;

    out += &heading(say(lang, "5. The bottlenecks of today, worst first", "五、当前瓶颈（最严重的在前）"));
    out += &sentences(view.bottlenecks(now.worst_first().iter().take(TOLD)), lang);

    out += &heading(say(lang, "6. What the plan changes", "六、方案带来的变化"));
    out += &changes(&View::new(chain), &now.throughput, &after.throughput, lang);
    Ok(out)
}

/// What comes of it if applied research succeeds twice as often.
fn doubled(chain: &SupplyChain, now: &[Throughput<'_>], lang: Lang) -> Result<String, Box<dyn Error>> {
    let certain = Assumptions::default().stage(Stage::Applied, StageAssumption::new().success(1.0));
    let certain = chain.throughput(&ThroughputOptions::new().assumptions(certain)?);
    let (sum, sum_certain) = (total(now), total(&certain));
    assert!(sum_certain > sum);
    Ok(paragraph(&match lang {
        Lang::En => format!(
            "{} Were applied research certain to succeed, instead of every second time, all categories together would \
             bring {sum_certain:.1} products a year instead of {sum:.1}.",
            say::throughput_basis(now, lang)
        ),
        Lang::Zh => format!(
            "{}如果应用研究必定成功，而不是两次成功一次，全部品类每年共产出{sum_certain:.1}个产品，而不是{sum:.1}个。",
            say::throughput_basis(now, lang)
        ),
    }))
}

fn changes<'c>(view: &View<'c>, now: &[Throughput<'_>], after: &[Throughput<'c>], lang: Lang) -> String {
    for (now, after) in now.iter().zip(after) {
        // More relations and more teams can only help.
        assert!(after.products_per_year >= now.products_per_year);
        assert!(after.resilience() >= now.resilience());
    }
    let names = [say(lang, "Today", "当前"), say(lang, "Proposed", "方案")];
    let mut out = table(&view.throughput_change(now, after, names), lang);
    let (now, after) = (total(now), total(after));
    assert!(after > now, "the plan opens routes that were not there");
    out += &paragraph(&match lang {
        Lang::En => format!(
            "In all, {now:.1} products a year become {after:.1}: the planned consortium adds teams for applied research, \
             and agreements and first commissions connect those before with those after."
        ),
        Lang::Zh => format!(
            "总计每年{now:.1}个产品增至{after:.1}个：拟建的创新联合体增加了应用研究团队，合作协议与首批委托把上下游连接起来。"
        ),
    });
    out
}

fn total(rows: &[Throughput<'_>]) -> f64 {
    rows.iter().filter_map(|row| row.products_per_year).sum()
}

/// One text in the language of the reader.
fn say<'t>(lang: Lang, en: &'t str, zh: &'t str) -> &'t str {
    if lang == Lang::Zh { zh } else { en }
}
