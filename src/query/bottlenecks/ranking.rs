//! The ranking: one list of bottlenecks over all measures, worst first, each with its reason.

use hashbrown::HashSet;

use super::{Bottlenecks, NoWait, Stoppage, TeamGain, Throughput};
use crate::chain::OrganizationRef;
use crate::model::{Evidence, Stage};
use crate::record::Category;
use crate::rules::Severity;

named_enum! {
    /// The kinds of bottlenecks 瓶颈, worst first.
    #[non_exhaustive]
    pub enum BottleneckKind ("kind of bottleneck") {
        /// Nothing gets through a category, as far as is known.
        NothingPasses = "nothing-passes", "nothing gets through", "创新链条中断";
        /// All that gets through a category depends on one organization.
        Chokepoint = "chokepoint", "single point of failure", "单点依赖";
        /// More is commissioned than the teams can do, so that the queue grows without end.
        Saturated = "saturated", "saturated", "饱和";
        /// There is more open work than teams.
        Overloaded = "overloaded", "overloaded", "超负荷";
        /// Commissions wait long for their start.
        LongWait = "long-wait", "long wait", "等待过久";
        /// What limits the throughput of a category.
        Limit = "limit", "limit", "产出制约";
        /// Few performers share the commissions.
        Concentrated = "concentrated", "concentrated", "委托集中";
        /// A performer has been continuously full for longest.
        LongestBusy = "longest-busy", "longest full", "连续满负荷最长";
    }
}

impl BottleneckKind {
    /// How bad a bottleneck of this kind is.
    ///
    /// A warning is what stops a category, or would if one organization failed, and work that waits, or that another team
    /// would speed up. A notice is where to look next. None is critical: they rest on assumed durations and success, or on
    /// what happens to be recorded.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::NothingPasses
            | Self::Chokepoint
            | Self::Saturated
            | Self::Overloaded
            | Self::LongWait
            | Self::Limit => Severity::Warning,
            Self::Concentrated | Self::LongestBusy => Severity::Notice,
        }
    }
}

/// One bottleneck, with what it takes to say why it is one.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Bottleneck<'c> {
    /// Nothing gets through the category, as far as is known.
    #[non_exhaustive]
    NothingPasses {
        /// The category.
        category: &'c Category,
        /// Why.
        stopped: Stoppage,
        /// How well the weakest of what it rests on is known.
        evidence: Evidence,
    },
    /// Without the organization nothing would get through the category.
    #[non_exhaustive]
    Chokepoint {
        /// The category.
        category: &'c Category,
        /// On whom all depends.
        organization: OrganizationRef<'c>,
        /// What would be lost: all that gets through, in products per year.
        loss: f64,
        /// At how many places of the category teams are not on record, and count as one.
        teams_unknown: usize,
        /// How well the weakest of what it rests on is known.
        evidence: Evidence,
    },
    /// More is commissioned than the teams can do.
    #[non_exhaustive]
    Saturated {
        /// The category.
        category: &'c Category,
        /// Who cannot do it all.
        organization: OrganizationRef<'c>,
        /// At which stage.
        stage: Stage,
        /// Work commissioned per team, 1 or more.
        commissioned_per_team: f64,
        /// How well the weakest of what it rests on is known.
        evidence: Evidence,
    },
    /// There is more open work than teams.
    #[non_exhaustive]
    Overloaded {
        /// The category.
        category: &'c Category,
        /// Who has the work.
        organization: OrganizationRef<'c>,
        /// At which stage.
        stage: Stage,
        /// Its teams, 1 or more.
        teams: u32,
        /// Projects under way.
        active: usize,
        /// Projects that wait.
        waiting: usize,
        /// How well the weakest of what it rests on is known.
        evidence: Evidence,
    },
    /// Commissions wait long for their start.
    #[non_exhaustive]
    LongWait {
        /// The category.
        category: &'c Category,
        /// On whom they wait.
        organization: OrganizationRef<'c>,
        /// At which stage.
        stage: Stage,
        /// The median, in days.
        median_days: f64,
        /// Commissions that it rests on.
        observations: usize,
        /// How well the weakest of what it rests on is known.
        evidence: Evidence,
    },
    /// What limits the throughput of the category.
    #[non_exhaustive]
    Limit {
        /// The category.
        category: &'c Category,
        /// What gets through, in products per year.
        products_per_year: f64,
        /// Where one more team in role would bring most; `None` where a single team brings nothing, since sets of roles
        /// limit alike, or only outside roles.
        best: Option<TeamGain<'c>>,
        /// Where it would bring most if only places outside their roles would help.
        outside_role: Option<TeamGain<'c>>,
        /// At how many places in role one more team would bring something.
        places: usize,
        /// At how many places of the category teams are not on record, and count as one.
        teams_unknown: usize,
        /// How well the weakest of what it rests on is known.
        evidence: Evidence,
    },
    /// Few performers share the commissions of the category at a stage.
    #[non_exhaustive]
    Concentrated {
        /// The category.
        category: &'c Category,
        /// The stage.
        stage: Stage,
        /// The Herfindahl–Hirschman index, to 1.
        hhi: f64,
        /// Who has most.
        organization: OrganizationRef<'c>,
        /// How many of the commissions.
        held: u64,
        /// Commissions in all.
        commissions: u64,
        /// How well the weakest of what it rests on is known.
        evidence: Evidence,
    },
    /// A performer has been continuously full for longer than all others of the category.
    #[non_exhaustive]
    LongestBusy {
        /// The category.
        category: &'c Category,
        /// The performer.
        organization: OrganizationRef<'c>,
        /// At which stage.
        stage: Stage,
        /// For which share of 1 of the time it was continuously full for longest, alone or while the bottleneck shifted.
        share: f64,
        /// How well the weakest of what it rests on is known.
        evidence: Evidence,
    },
}

impl<'c> Bottleneck<'c> {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> BottleneckKind {
        match self {
            Self::NothingPasses { .. } => BottleneckKind::NothingPasses,
            Self::Chokepoint { .. } => BottleneckKind::Chokepoint,
            Self::Saturated { .. } => BottleneckKind::Saturated,
            Self::Overloaded { .. } => BottleneckKind::Overloaded,
            Self::LongWait { .. } => BottleneckKind::LongWait,
            Self::Limit { .. } => BottleneckKind::Limit,
            Self::Concentrated { .. } => BottleneckKind::Concentrated,
            Self::LongestBusy { .. } => BottleneckKind::LongestBusy,
        }
    }

    /// How bad it is, as its kind says.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.kind().severity()
    }

    /// The category that it belongs to.
    #[must_use]
    pub const fn category(&self) -> Option<&'c Category> {
        match self {
            Self::NothingPasses { category, .. }
            | Self::Chokepoint { category, .. }
            | Self::Saturated { category, .. }
            | Self::Overloaded { category, .. }
            | Self::LongWait { category, .. }
            | Self::Limit { category, .. }
            | Self::Concentrated { category, .. }
            | Self::LongestBusy { category, .. } => Some(category),
        }
    }

    /// The organization that it is about.
    #[must_use]
    pub fn organization(&self) -> Option<OrganizationRef<'c>> {
        match self {
            Self::NothingPasses { .. } => None,
            Self::Limit { best, .. } => best.map(|best| best.organization),
            Self::Chokepoint { organization, .. }
            | Self::Saturated { organization, .. }
            | Self::Overloaded { organization, .. }
            | Self::LongWait { organization, .. }
            | Self::Concentrated { organization, .. }
            | Self::LongestBusy { organization, .. } => Some(*organization),
        }
    }

    /// The stage that it is about.
    #[must_use]
    pub fn stage(&self) -> Option<Stage> {
        match self {
            Self::Saturated { stage, .. }
            | Self::Overloaded { stage, .. }
            | Self::LongWait { stage, .. }
            | Self::Concentrated { stage, .. }
            | Self::LongestBusy { stage, .. } => Some(*stage),
            Self::Limit { best, .. } => best.map(|best| best.stage),
            _ => None,
        }
    }

    /// How well the weakest of what it rests on is known.
    #[must_use]
    pub const fn evidence(&self) -> Evidence {
        match self {
            Self::NothingPasses { evidence, .. }
            | Self::Chokepoint { evidence, .. }
            | Self::Saturated { evidence, .. }
            | Self::Overloaded { evidence, .. }
            | Self::LongWait { evidence, .. }
            | Self::Limit { evidence, .. }
            | Self::Concentrated { evidence, .. }
            | Self::LongestBusy { evidence, .. } => *evidence,
        }
    }

    /// Among those of its kind, how bad it is: more is worse.
    ///
    /// The loss or gain in products per year, the open or commissioned projects per team, the days waited, the index, the share of time.
    #[must_use]
    pub fn size(&self) -> f64 {
        match self {
            Self::NothingPasses { .. } => 0.0,
            Self::Chokepoint { loss, .. } => *loss,
            Self::Saturated { commissioned_per_team, .. } => *commissioned_per_team,
            Self::Overloaded { teams, active, waiting, .. } => (active + waiting) as f64 / f64::from(*teams),
            Self::LongWait { median_days, .. } => *median_days,
            Self::Limit { best, .. } => best.map_or(0.0, |best| best.gain),
            Self::Concentrated { hhi, .. } => *hhi,
            Self::LongestBusy { share, .. } => *share,
        }
    }

    fn identity(&self) -> (&'c str, &'c str, Option<Stage>) {
        let category = self.category().map_or("", |category| category.id.as_str());
        let organization = self.organization().map_or("", |organization| organization.record().id.as_str());
        (category, organization, self.stage())
    }
}

/// A median of fewer waits says little of the next.
const FEWEST_WAITS: usize = 5;

impl<'c> Bottlenecks<'c> {
    /// Every bottleneck that the measures name: the most severe first, then kind by kind as [`BottleneckKind`] lists
    /// them, of one kind the [largest](Bottleneck::size) first, and then by the ids of category and organization.
    ///
    /// ```
    /// use seedrelay::{Category, Organization, OrganizationKind, Stage, SupplyChain};
    /// use seedrelay::query::{BottleneckKind, BottleneckOptions};
    ///
    /// let chain = SupplyChain::builder("2024-12-31".parse()?)
    ///     .category(Category::new("rice").name(("Rice", "水稻")))
    ///     .organization(
    ///         Organization::new("hau", OrganizationKind::University)
    ///             .capability("rice", Stage::Basic, 2)
    ///             .capability("rice", Stage::Applied, 1)
    ///             .capability("rice", Stage::Industrialization, 1),
    ///     )
    ///     .build()?;
    /// let bottlenecks = chain.bottlenecks(&BottleneckOptions::new()).worst_first();
    /// assert_eq!(bottlenecks[0].kind(), BottleneckKind::Chokepoint, "all of it is at one organization");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn worst_first(&self) -> Vec<Bottleneck<'c>> {
        let mut found: Vec<Bottleneck<'c>> = self.of_throughput().chain(self.of_load()).collect();
        found.extend(self.of_concentration().chain(self.of_active_periods()));
        found.sort_by(|a, b| {
            let by_kind = b.severity().cmp(&a.severity()).then(a.kind().cmp(&b.kind()));
            by_kind.then_with(|| b.size().total_cmp(&a.size())).then_with(|| a.identity().cmp(&b.identity()))
        });
        found
    }

    fn of_throughput(&self) -> impl Iterator<Item = Bottleneck<'c>> {
        self.throughput.iter().flat_map(|row| {
            let category = row.category;
            let known = weaker(row.evidence, category.evidence);
            let limit = match row.stopped {
                // What is not on record holds up nothing.
                Some(Stoppage::NobodyAt(_)) => None,
                Some(stopped) => {
                    Some(Bottleneck::NothingPasses { category, stopped, evidence: row.of_stoppage(stopped) })
                }
                None => Some(Bottleneck::Limit {
                    category,
                    products_per_year: row.products_per_year.unwrap_or_default(),
                    best: row.best_gain(),
                    outside_role: row.best_gain_outside_role(),
                    places: row.gains.iter().filter(|gain| gain.in_role != Some(false)).count(),
                    teams_unknown: row.counted_as_one.len(),
                    evidence: row.best_gain().map_or(known, |best| known.min(best.organization.evidence())),
                }),
            };
            let (loss, teams_unknown) = (row.products_per_year.unwrap_or_default(), row.counted_as_one.len());
            let chokepoints = row.single_points_of_failure.iter().copied();
            let chokepoints = chokepoints.map(move |organization| {
                let evidence = known.min(organization.evidence());
                Bottleneck::Chokepoint { category, organization, loss, teams_unknown, evidence }
            });
            limit.into_iter().chain(chokepoints)
        })
    }

    fn of_load(&self) -> impl Iterator<Item = Bottleneck<'c>> {
        self.load.iter().flat_map(|row| {
            let (category, organization, stage) = (row.category, row.organization, row.stage);
            let evidence = weaker(row.evidence, organization.evidence());
            // Unknown teams may be as many as it takes.
            let is_too_much = |per_team: f64| per_team > self.options.overloaded_above;
            let teams = row.teams.filter(|_| row.workload_per_team().is_some_and(is_too_much));
            let overloaded = teams.map(|teams| Bottleneck::Overloaded {
                category,
                organization,
                stage,
                teams,
                active: row.active,
                waiting: row.waiting,
                evidence,
            });
            let saturated = row.predicted_wait.commissioned_per_team;
            let saturated = saturated.filter(|_| row.predicted_wait.why == Some(NoWait::Saturated));
            let saturated = saturated.map(|commissioned_per_team| Bottleneck::Saturated {
                category,
                organization,
                stage,
                commissioned_per_team,
                evidence,
            });
            let waits = &row.measured_wait;
            let long = waits.median.filter(|_| waits.observations >= FEWEST_WAITS);
            let long = long.filter(|median| *median > self.options.long_wait_days);
            let long = long.map(|median_days| Bottleneck::LongWait {
                category,
                organization,
                stage,
                median_days,
                observations: row.measured_wait.observations,
                evidence,
            });
            [saturated, overloaded, long].into_iter().flatten()
        })
    }

    fn of_concentration(&self) -> impl Iterator<Item = Bottleneck<'c>> {
        let concentrated = self.concentration.iter().filter(|row| {
            row.hhi > self.options.concentrated_above && row.commissions >= self.options.concentrated_from
        });
        concentrated.map(|row| Bottleneck::Concentrated {
            category: row.category,
            stage: row.stage,
            hhi: row.hhi,
            organization: row.largest,
            held: row.commissions_of_largest,
            commissions: row.commissions,
            evidence: row.evidence.min(row.largest.evidence()),
        })
    }

    fn of_active_periods(&self) -> impl Iterator<Item = Bottleneck<'c>> {
        // Nobody knows whether a role of unknown teams was full.
        let unknown = self.load.iter().filter(|row| row.teams.is_none());
        let unknown: HashSet<(OrganizationRef<'c>, &str, Stage)> =
            unknown.map(|row| (row.organization, row.category.id.as_str(), row.stage)).collect();
        let is_known = move |row: &&crate::query::ActivePeriodShare<'c>| {
            !unknown.contains(&(row.organization, row.category.id.as_str(), row.stage))
        };
        let long = self.active_period.iter().filter(is_known);
        let long = long.filter(|row| row.sole + row.shifting > self.options.longest_busy_above);
        long.map(|row| Bottleneck::LongestBusy {
            category: row.category,
            organization: row.organization,
            stage: row.stage,
            share: row.sole + row.shifting,
            evidence: weaker(row.evidence, row.organization.evidence()),
        })
    }
}

impl Throughput<'_> {
    /// How well it is known that nothing gets through: no figure is needed to see that nobody is at work, or related.
    fn of_stoppage(&self, stopped: Stoppage) -> Evidence {
        let known = match stopped {
            Stoppage::NobodyAt(_) => None,
            Stoppage::NoRoute => self.network,
            Stoppage::NoSuccess(_) => self.evidence,
        };
        weaker(known, self.category.evidence)
    }
}

/// The weaker of what may be known and of what is.
fn weaker(one: Option<Evidence>, other: Evidence) -> Evidence {
    one.map_or(other, |one| one.min(other))
}
