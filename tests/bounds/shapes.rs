//! Chains made to hurt, each of any size.

use seedrelay::SupplyChain;

const STAGES: [&str; 4] = ["basic", "applied-basic", "applied", "industrialization"];

/// A name, the small size, and the document of a size. Sizes lie above the limits from which on less is reported.
type Shape = (&'static str, usize, fn(usize) -> String);

pub(crate) const SHAPES: [Shape; 20] = [
    ("categories of one organization", 510, |n| {
        let teams = |n: usize| (0..n).map(|c| capability(c, "basic", c % 97 + 1)).collect::<Vec<_>>().join(",");
        chain(n, &[organization("o", "university", &teams(n))], "")
    }),
    ("categories of which each is better by one criterion", 510, |n| {
        let teams = |stage, of: &dyn Fn(usize) -> usize| {
            (0..n).map(|c| capability(c, stage, of(c) + 1)).collect::<Vec<_>>().join(",")
        };
        let [research, industry] = [teams("basic", &|c| c), teams("industrialization", &|c| n - c)];
        chain(n, &[organization("u", "university", &research), organization("k", "company", &industry)], "")
    }),
    ("every capability of one organization", 130, |n| {
        let all = (0..n).flat_map(|c| STAGES.map(|stage| capability(c, stage, 1))).collect::<Vec<_>>().join(",");
        chain(n, &[organization("o", "university", &all)], "")
    }),
    ("equal agreements between two who can do much", 130, |n| {
        let teams = |stage| (0..n).map(|c| capability(c, stage, 1)).collect::<Vec<_>>().join(",");
        let sides =
            [organization("a", "university", &teams("basic")), organization("b", "institute", &teams("applied"))];
        chain(n, &sides, &format!(r#","agreements":[{}]"#, vec![r#"{"from":"a","to":"b"}"#; n].join(",")))
    }),
    ("members of a consortium that can do much", 130, |n| {
        let mut organizations: Vec<_> =
            (0..n).map(|k| organization(&format!("k{k}"), "company", &capability(k, "industrialization", 1))).collect();
        let members = (0..n).map(|k| format!(r#"{{"organization":"k{k}"}}"#)).collect::<Vec<_>>().join(",");
        let teams = (0..n).map(|c| capability(c, "applied", 1)).collect::<Vec<_>>().join(",");
        let charter = format!(r#","charter":{{"members":[{members}]}}}}"#);
        organizations.push(organization("x", "consortium", &teams).trim_end_matches('}').to_owned() + &charter);
        chain(n, &organizations, "")
    }),
    ("projects that members want", 150, |n| {
        let mut organizations: Vec<_> = (0..n).map(|k| organization(&format!("k{k}"), "company", "")).collect();
        let members = (0..n).map(|k| format!(r#"{{"organization":"k{k}"}}"#)).collect::<Vec<_>>().join(",");
        organizations.push(format!(r#"{{"id":"x","kind":"consortium","charter":{{"members":[{members}]}}}}"#));
        let projects = (0..n).map(|p| project(p, "applied", "x", r#","interested":["k1","k0"]"#));
        chain(1, &organizations, &list("projects", projects))
    }),
    ("huge teams with a long record", 20, |n| {
        let of_all =
            (0..n).map(|o| organization(&format!("o{o}"), "university", &capability(0, "basic", 4_000_000_000)));
        let organizations: Vec<_> = of_all.chain([organization("k", "company", "")]).collect();
        let projects = (0..7 * n).map(|p| {
            let (o, year) = (p / 7, 2010 + p % 7);
            let dates = format!(
                r#","commissioner":"k","commissioned":"{year}-01-0{}","started":"{year}-02-01","ended":"{year}-1{}-01""#,
                p % 7 + 1,
                p % 3
            );
            project(p, "basic", &format!("o{o}"), &dates)
        });
        chain(1, &organizations, &list("projects", projects))
    }),
    ("one topic", 450, |n| {
        let organizations: Vec<_> = (0..20).map(|o| organization(&format!("o{o}"), "university", "")).collect();
        let projects = (0..n).map(|p| project(p, "basic", &format!("o{}", p % 20), r#","topic":"t""#));
        chain(1, &organizations, &list("projects", projects))
    }),
    ("two sides that all build on each other", 20, |n| {
        let side = n.isqrt() * 4;
        let all = (0..side).map(|p| format!(r#""p{p}""#)).collect::<Vec<_>>().join(",");
        let projects = (0..2 * side).map(|p| {
            if p < side {
                project(p, "basic", "o", r#","ended":"2001""#)
            } else {
                project(p, "industrialization", "o", &format!(r#","started":"2020","builds_on":[{all}]"#))
            }
        });
        chain(1, &[organization("o", "university", "")], &list("projects", projects))
    }),
    ("a long chain over as many organizations", 300, |n| {
        let organizations: Vec<_> = (0..n).map(|o| organization(&format!("o{o}"), "university", "")).collect();
        let projects = (0..n).map(|p| {
            let on = p.checked_sub(1).map_or(String::new(), |before| format!(r#","builds_on":["p{before}"]"#));
            project(p, STAGES[p * 4 / n], &format!("o{p}"), &on)
        });
        chain(1, &organizations, &list("projects", projects))
    }),
    ("a ladder with a path for every subset of its rungs", 120, |n| {
        let organizations: Vec<_> = (0..3 * n).map(|o| organization(&format!("o{o}"), "university", "")).collect();
        let projects = (0..3 * n).map(|p| {
            let on = match (p / 3, p % 3) {
                (0, 0) => String::new(),
                (rung, 0) => format!(r#","builds_on":["p{}","p{}"]"#, 3 * rung - 2, 3 * rung - 1),
                (rung, _) => format!(r#","builds_on":["p{}"]"#, 3 * rung),
            };
            project(p, "basic", &format!("o{p}"), &on)
        });
        chain(1, &organizations, &list("projects", projects))
    }),
    ("a service for one who works in all categories", 130, |n| {
        let organizations =
            [r#"{"id":"h","kind":"service","service":"extension"}"#.to_owned(), organization("o", "company", "")];
        let projects = (0..n).map(|p| project_in(p, p, "industrialization", "o", ""));
        let services = vec![r#"{"provider":"h","client":"o"}"#; n].join(",");
        chain(n, &organizations, &format!(r#"{},"services":[{services}]"#, list("projects", projects)))
    }),
    ("a hub that commissions and serves all", 200, |n| {
        let hub = r#"{"id":"h","kind":"service","service":"technical"}"#.to_owned();
        let others = (0..n).map(|o| organization(&format!("o{o}"), "company", ""));
        let projects = (0..n).map(|p| project(p, "applied", &format!("o{p}"), r#","commissioner":"h""#));
        let services = (0..n).map(|o| format!(r#"{{"provider":"h","client":"o{o}"}}"#)).collect::<Vec<_>>().join(",");
        let organizations: Vec<_> = others.chain([hub]).collect();
        chain(1, &organizations, &format!(r#"{},"services":[{services}]"#, list("projects", projects)))
    }),
    ("one long name that every sentence tells", 100, |n| {
        let organizations = [format!(r#"{{"id":"o","kind":"university","name":"{}"}}"#, "稻".repeat(400 * n))];
        let projects = (0..n).map(|p| project(p, "industrialization", "o", ""));
        chain(1, &organizations, &list("projects", projects))
    }),
    ("teams in every leap, nearly a path", 100, |n| {
        let role = |leap: &str, o: usize, stage, teams| {
            organization(&format!("{leap}{o}"), "company", &capability(0, stage, teams))
        };
        let layer = |o: usize| {
            [role("a", o, "basic", 1 + o % 2), role("b", o, "applied", 1), role("c", o, "industrialization", 1)]
        };
        let agreement =
            |from: &str, to: &str, o: usize, other: usize| format!(r#"{{"from":"{from}{o}","to":"{to}{other}"}}"#);
        let next = |o: usize| (o + 1).min(n - 1);
        let agreements = (0..n).flat_map(|o| {
            [
                agreement("a", "b", o, o),
                agreement("a", "b", o, next(o)),
                agreement("b", "c", o, o),
                agreement("b", "c", o, next(o)),
            ]
        });
        let organizations: Vec<_> = (0..n).flat_map(layer).collect();
        chain(1, &organizations, &list("agreements", agreements))
    }),
    ("a right that each licensee passes on to the one before", 150, |n| {
        let organizations: Vec<_> = (0..=n).map(|o| organization(&format!("o{o}"), "company", "")).collect();
        let germplasm = [germplasm(0, r#","right":"patent","owners":[{"holder":"o0","share":1}]"#)];
        let licences = (0..n).map(|o| {
            let from = (n - o) % n;
            let to = if from == 0 { 1 } else { from + 1 };
            let of = format!(r#""germplasm":"g0","from":"o{from}","to":"o{to}""#);
            format!(r#"{{{of},"use":"commercial","sublicence":true,"signed":"2010-01-01"}}"#)
        });
        let selling = r#","draws_on":["g0"]"#;
        let projects = (0..n).map(|p| project(p, "industrialization", &format!("o{p}"), selling));
        let more = [list("germplasm", germplasm.into_iter()), list("licences", licences), list("projects", projects)];
        chain(1, &organizations, &more.concat())
    }),
    ("a pedigree as a ladder, all of it released", 300, |n| {
        let parents = |g: usize| match g / 2 {
            0 => String::new(),
            rung => format!(r#","parents":["g{}","g{}"]"#, 2 * rung - 2, 2 * rung - 1),
        };
        let germplasm = (0..n).map(|g| germplasm(g, &format!(r#","released":"2010"{}"#, parents(g))));
        chain(1, &[organization("o", "company", "")], &list("germplasm", germplasm))
    }),
    ("use in regions of which each lies within the one before", 150, |n| {
        let region = |r: usize| match r {
            0 => r#"{"id":"r0"}"#.to_owned(),
            _ => format!(r#"{{"id":"r{r}","within":["r{}"]}}"#, r - 1),
        };
        let use_in = |r: usize| format!(r#"{{"germplasm":"g0","region":"r{r}","year":2020,"area":1,"unit":"mu"}}"#);
        let germplasm = [germplasm(0, r#","released":"2010""#)];
        let more = [
            list("regions", (0..n).map(region)),
            list("germplasm", germplasm.into_iter()),
            list("adoptions", (0..n).map(use_in)),
        ];
        chain(1, &[organization("o", "company", "")], &more.concat())
    }),
    ("varieties without use beside results in use", 150, |n| {
        let organizations: Vec<_> = (0..n).map(|o| organization(&format!("o{o}"), "company", "")).collect();
        let germplasm = (0..n).map(|g| germplasm(g, r#","released":"2010""#));
        let started = |p: usize| format!(r#","started":"{}""#, 1000 + p);
        let projects = (0..n).map(|p| project(p, "industrialization", &format!("o{p}"), &started(p)));
        let use_of = |p: usize| format!(r#"{{"project":"p{p}","region":"r0","year":2020,"area":1,"unit":"mu"}}"#);
        let more = [
            list("regions", [r#"{"id":"r0"}"#.to_owned()].into_iter()),
            list("germplasm", germplasm),
            list("projects", projects),
            list("adoptions", (0..n).map(use_of)),
        ];
        chain(1, &organizations, &more.concat())
    }),
    ("statements of completeness, each of its own years", 200, |n| {
        let statement = |s: usize| {
            let years = format!(r#""from":"{}","to":"{}""#, 1000 + s % 1000, 1001 + s % 1000);
            format!(r#"{{"list":"projects","organization":"o{}",{years}}}"#, s % 7)
        };
        let organizations: Vec<_> = (0..7).map(|o| organization(&format!("o{o}"), "university", "")).collect();
        let projects = (0..n).map(|p| project(p, "basic", &format!("o{}", p % 7), ""));
        chain(1, &organizations, &(list("completeness", (0..n).map(statement)) + &list("projects", projects)))
    }),
];

/// The same, of documents that are refused.
pub(crate) const REFUSED: [Shape; 4] = [
    ("organizations that say nothing", 2_000, |n| {
        format!(
            r#"{{"format":"seedrelay/1","as_of":"2024-12-31","categories":[{{"id":"c0"}}],"organizations":[{}]}}"#,
            vec!["{}"; n].join(",")
        )
    }),
    ("agreements of nobody", 1_000, |n| {
        let agreements = vec![r#"{"from":"x","to":"y"}"#; n].join(",");
        chain(1, &[organization("o", "company", "")], &format!(r#","agreements":[{agreements}]"#))
    }),
    ("ids that are nearly known", 500, |n| {
        let organizations: Vec<_> =
            (0..n).map(|o| organization(&format!("organization{o:06}"), "company", "")).collect();
        let projects = (0..n).map(|p| project(p, "basic", &format!("organization{p:06}x"), ""));
        chain(1, &organizations, &list("projects", projects))
    }),
    ("a cycle of all projects", 1_000, |n| {
        let projects = (0..n).map(|p| project(p, "basic", "o", &format!(r#","builds_on":["p{}"]"#, (p + 1) % n)));
        chain(1, &[organization("o", "company", "")], &list("projects", projects))
    }),
];

pub(crate) fn read(document: &str) -> SupplyChain {
    SupplyChain::from_json(document).unwrap_or_else(|problems| panic!("{problems}"))
}

/// A document with so many categories.
pub(crate) fn chain(categories: usize, organizations: &[String], more: &str) -> String {
    let categories = (0..categories).map(|c| format!(r#"{{"id":"c{c}"}}"#)).collect::<Vec<_>>().join(",");
    let organizations = organizations.join(",");
    format!(
        r#"{{"format":"seedrelay/1","as_of":"2024-12-31","categories":[{categories}],"organizations":[{organizations}]{more}}}"#
    )
}

pub(crate) fn organization(id: &str, kind: &str, capabilities: &str) -> String {
    format!(r#"{{"id":"{id}","kind":"{kind}","capabilities":[{capabilities}]}}"#)
}

pub(crate) fn capability(category: usize, stage: &str, teams: usize) -> String {
    format!(r#"{{"category":"c{category}","stage":"{stage}","teams":{teams}}}"#)
}

fn project(number: usize, stage: &str, performer: &str, more: &str) -> String {
    project_in(0, number, stage, performer, more)
}

fn project_in(category: usize, number: usize, stage: &str, performer: &str, more: &str) -> String {
    format!(
        r#"{{"id":"p{number}","category":"c{category}","stage":"{stage}","performer":"{performer}","status":"delivered"{more}}}"#
    )
}

fn germplasm(number: usize, more: &str) -> String {
    format!(r#"{{"id":"g{number}","category":"c0","kind":"variety"{more}}}"#)
}

fn list(key: &str, records: impl Iterator<Item = String>) -> String {
    format!(r#","{key}":[{}]"#, records.collect::<Vec<_>>().join(","))
}
