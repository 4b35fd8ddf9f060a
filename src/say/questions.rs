//! Questions in plain words.

use super::words::say;
use crate::model::{CompletenessList, Lang, Stage};
use crate::query::{Need, Question};

/// How many of the gaps that a question would settle are named in it.
const NAMED: usize = 3;

impl Question<'_> {
    /// The question as one would ask it.
    ///
    /// ```
    /// use seedrelay::{Lang, datasets};
    /// use seedrelay::query::CertaintyOptions;
    /// let chain = datasets::hunan();
    /// let questions = chain.questions(&CertaintyOptions::new());
    /// assert!(questions[0].message(Lang::En).ends_with('?'));
    /// assert!(questions[0].message(Lang::Zh).ends_with('？'));
    /// ```
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let need = &self.need;
        let (category, wanted, period) = (need.category.label(lang), wanted(need, lang), period(need, lang));
        match lang {
            Lang::En => format!("{category}: is {wanted} on record, {period}?"),
            Lang::Zh => format!("{category}：{period}，是否已记载{wanted}？"),
        }
    }

    /// What it would settle: the first of the gaps that need it.
    #[must_use]
    pub fn purpose(&self, lang: Lang) -> String {
        let named: Vec<String> = self.gaps.iter().take(NAMED).map(|gap| gap.message(lang)).collect();
        let more = self.gaps.len().saturating_sub(NAMED);
        let named = named.join(say(lang, " ", ""));
        match (lang, more) {
            (_, 0) => named,
            (Lang::En, more) => format!("{named} And {more} more."),
            (Lang::Zh, more) => format!("{named}另有{more}处。"),
        }
    }
}

fn stages(need: &Need<'_>, lang: Lang) -> String {
    if need.stages.is_empty() || need.stages.len() == Stage::ALL.len() {
        return say(lang, "any stage", "各研究阶段").to_owned();
    }
    need.stages.iter().map(|stage| stage.label(lang)).collect::<Vec<_>>().join(say(lang, ", ", "、"))
}

fn period(need: &Need<'_>, lang: Lang) -> String {
    let of_links = matches!(need.list, CompletenessList::BuildsOn | CompletenessList::Answers);
    match (need.from, lang) {
        (Some(from), Lang::En) if of_links && from == need.to => "for projects without a date".to_owned(),
        (Some(from), Lang::Zh) if of_links && from == need.to => "未注明日期的项目".to_owned(),
        (None, Lang::En) => format!("up to {}", need.to),
        (None, Lang::Zh) => format!("截至{}", need.to),
        (Some(from), Lang::En) => format!("from {from} to {}", need.to),
        (Some(from), Lang::Zh) => format!("自{from}至{}", need.to),
    }
}

/// What should all be on record.
fn wanted(need: &Need<'_>, lang: Lang) -> String {
    let own = need.organization.map(|organization| organization.record().label(lang));
    let stages = stages(need, lang);
    let of = |zh: &str| {
        own.map_or_else(String::new, |own| match lang {
            Lang::En => format!(" of {own}"),
            Lang::Zh => format!("{own}{zh}"),
        })
    };
    match (need.list, lang) {
        (CompletenessList::Projects, Lang::En) => format!("every project{} at {stages}, failures included,", of("")),
        (CompletenessList::Projects, Lang::Zh) => format!("{}{stages}的全部项目（含失败的项目）", of("在")),
        (CompletenessList::BuildsOn, Lang::En) => {
            format!("everything that the listed projects{} at {stages} build on, draw on or release", of(""))
        }
        (CompletenessList::BuildsOn, Lang::Zh) => {
            format!("{}{stages}的已列项目所依托的全部前序项目与种质", of("在"))
        }
        (CompletenessList::Answers, Lang::En) => format!("every demand that the listed projects{} answer", of("")),
        (CompletenessList::Answers, Lang::Zh) => format!("{}已列项目所响应的全部需求", of("的")),
        (CompletenessList::Capabilities, Lang::En) => format!("every organization with a team at {stages}"),
        (CompletenessList::Capabilities, Lang::Zh) => format!("在{stages}有团队的全部组织"),
        (CompletenessList::Agreements, Lang::En) => format!("every agreement and membership{}", of("")),
        (CompletenessList::Agreements, Lang::Zh) => format!("{}全部合作协议与成员关系", of("的")),
        (CompletenessList::Demands, Lang::En) => format!("every demand{}", of("")),
        (CompletenessList::Demands, Lang::Zh) => format!("{}全部需求", of("的")),
        (CompletenessList::Services, Lang::En) => {
            own.map_or_else(|| "every extension service".to_owned(), |own| format!("every extension service to {own}"))
        }
        (CompletenessList::Services, Lang::Zh) => {
            own.map_or_else(|| "全部推广服务".to_owned(), |own| format!("对{own}的全部推广服务"))
        }
        (CompletenessList::Licences, Lang::En) => own
            .map_or_else(|| "every licence".to_owned(), |own| format!("every licence of what {own} performed or owns")),
        (CompletenessList::Licences, Lang::Zh) => {
            own.map_or_else(|| "全部许可".to_owned(), |own| format!("{own}所承担或拥有的成果的全部许可"))
        }
        (CompletenessList::Adoptions, Lang::En) => "all use in the field".to_owned(),
        (CompletenessList::Adoptions, Lang::Zh) => "全部推广应用".to_owned(),
    }
}
