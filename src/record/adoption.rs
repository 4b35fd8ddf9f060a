//! Adoptions: what is used in the field, and how much of it.

use super::field::Recorded;
use super::intake::{Intake, Place};
use super::owner::one_object;
use super::types::{Amount, Year};
use crate::model::{AdoptionUnit, Evidence, GermplasmId, PartialDate, ProjectId, RegionId, SourceId};

record! {
    /// An adoption 推广应用: how much of a germplasm, or of the result of a project, was used in a region in a year. It is
    /// of exactly one of the two.
    ///
    /// ```
    /// use seedrelay::Adoption;
    /// use seedrelay::model::AdoptionUnit;
    /// let adoption = Adoption::new("china", 2020, 3e6, AdoptionUnit::Mu).germplasm("fengyou-737");
    /// assert_eq!(adoption.area, 3_000_000.0);
    /// ```
    pub struct Adoption (
        "adoptions", "Adoptions", "推广应用" | "推广面积",
        "How much of a germplasm, or of the result of a project, was used where and when.",
        "某一种质或项目成果在何地何年应用了多少。"
    ) {
        /// The project whose result it is of, if it is one.
        project: Option<ProjectId> ("Project", "项目" | "项目编号", "应用哪个项目的成果；与种质二选一。"),
        /// The germplasm that it is of, if it is one.
        germplasm: Option<GermplasmId> ("Germplasm", "种质" | "品种", "应用哪个种质；与项目二选一。"),
        /// In which region.
        region: RegionId ("Region", "地区", "应用的地区。"),
        /// In which year.
        year: u32 as Year ("Year", "年份", "应用的年份。"),
        /// How much, in the unit: an area, or a number of animals or kilograms.
        area: f64 as Amount ("Area", "面积或数量" | "面积" | "数量", "应用的面积或数量。"),
        /// In what it is measured.
        unit: AdoptionUnit ("Unit", "单位", "面积或数量的单位。"),
        ..known
    }
    key [project, germplasm, region, year, unit]
    order [project, germplasm, region, year, unit, evidence, source, area]
    check check_adoption
}

fn check_adoption(
    draft: &mut <Adoption as Recorded>::Draft<'_>,
    _: &<Adoption as Recorded>::Numbers,
    place: Place<'_>,
    intake: &mut Intake,
) {
    one_object(draft.project.is_absent(), draft.germplasm.is_absent(), place, intake);
    intake.must_be_past(draft.year.get().map(|year| PartialDate::of_year(year.0)));
}
