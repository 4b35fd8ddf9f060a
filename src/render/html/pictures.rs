//! The pictures of the page: which there are, how they are drawn, and what of them the page needs.

use super::facets::word_of;
use crate::chain::SupplyChain;
use crate::model::Lang;
use crate::query::Diagnosis;
use crate::record::Category;
use crate::render::picture::{Picture, PictureOptions};

/// Pixels that are free beside the margins of a window of usual width.
const PICTURE_WIDTH: f64 = 1200.0;

/// The categories to draw one by one: those with most gaps, by id.
pub(super) fn pictured<'c>(chain: &'c SupplyChain, diagnosis: &Diagnosis<'c>, most: usize) -> Vec<&'c Category> {
    let categories = chain.categories();
    if categories.len() < 2 {
        return Vec::new();
    }
    let mut gaps = vec![0_usize; categories.len()];
    for gap in &diagnosis.gaps {
        if let Some(number) = chain.category_number(gap.category().id.as_str()) {
            gaps[number] += 1;
        }
    }
    let mut numbers: Vec<usize> = (0..categories.len()).collect();
    numbers.sort_by_key(|number| std::cmp::Reverse(gaps[*number]));
    numbers.truncate(most);
    numbers.sort_unstable();
    numbers.into_iter().map(|number| &categories[number]).collect()
}

pub(super) fn picture_id(chain: &SupplyChain, category: Option<&Category>, lang: Lang) -> String {
    format!("{lang}-relay-{}", category.map_or_else(|| "all".to_owned(), |category| word_of(chain, category)))
}

/// How a picture of the page is drawn.
pub(super) fn picture_options(chain: &SupplyChain, category: Option<&Category>, lang: Lang) -> PictureOptions {
    let options = PictureOptions::new()
        .lang(lang)
        .width(PICTURE_WIDTH)
        .id_prefix(format!("{}-", picture_id(chain, category, lang)))
        .gap_links(format!("{lang}-gap-"));
    match category {
        Some(category) => options.of_category(chain, &category.id).expect("it is one of the chain"),
        None => options,
    }
}

/// How a picture of a category is drawn as the proposal would have it: its marks lead nowhere, since the page lists only
/// what the proposal changes.
pub(super) fn proposed_options(chain: &SupplyChain, category: &Category, lang: Lang) -> PictureOptions {
    let options = PictureOptions::new()
        .lang(lang)
        .width(PICTURE_WIDTH)
        .id_prefix(format!("{}-proposed-", picture_id(chain, Some(category), lang)));
    options.of_category(chain, &category.id).expect("it is one of the chain")
}

/// The gaps that the marks of a picture lead to.
pub(super) fn first_gaps(picture: &Picture<'_>) -> Vec<usize> {
    picture.marks().iter().filter_map(|mark| mark.gaps.first().copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::picture_options;
    use crate::datasets;
    use crate::model::Lang;
    use crate::query::DiagnosisOptions;
    use crate::render::picture::{Answers, Picture};

    #[test]
    fn a_picture_that_is_redrawn_is_the_one_drawn_for_the_language() {
        let chain = datasets::hunan();
        let diagnosis = chain.diagnose(&DiagnosisOptions::new());
        for category in [None, chain.category("rice")] {
            let [english, chinese] = Lang::ALL.map(|lang| picture_options(&chain, category, lang));
            let drawn = Picture::with(&chain, Answers::from(&diagnosis), &chinese);
            let redrawn = Picture::with(&chain, Answers::from(&diagnosis), &english).redrawn(&chinese);
            assert!(drawn.to_svg() == redrawn.to_svg());
        }
    }

    /// A picture without its style sheet and its lists of ids. In values and texts quotation marks and brackets are
    /// escaped, so that nothing else looks like what is left out.
    fn without_records(svg: &str) -> String {
        const LEFT_OUT: [(&str, &str); 4] = [
            ("<style>", "</style>\n"),
            (" data-records=\"", "\""),
            (" data-organizations=\"", "\""),
            (" data-gaps=\"", "\""),
        ];
        let mut out = String::with_capacity(svg.len());
        let mut rest = svg;
        // Each of them begins after one of these two.
        while let Some(place) = rest.find(['<', ' ']) {
            let (before, from) = rest.split_at(place);
            out += before;
            let skipped = LEFT_OUT.iter().find_map(|(open, close)| from.strip_prefix(open)?.split_once(close));
            rest = if let Some((_, after)) = skipped {
                after
            } else {
                out += &from[..1];
                &from[1..]
            };
        }
        out + rest
    }

    #[test]
    fn only_the_sheet_and_the_lists_of_ids_are_left_out() {
        let chain = datasets::hunan();
        let diagnosis = chain.diagnose(&DiagnosisOptions::new());
        let picture = Picture::with(&chain, Answers::from(&diagnosis), &picture_options(&chain, None, Lang::En));
        let whole = picture.to_svg();
        let lean = picture.to_lean_svg();
        assert!(lean == without_records(&whole));
        assert!(lean.len() < whole.len());
    }
}
