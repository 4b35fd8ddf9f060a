//! Colours, told apart by people who see red and green alike too.
//!
//! Source: Okabe and Ito, "Color universal design" (2008), lightened for text on top.

use super::elements::Node;
use crate::model::{GermplasmKind, OrganizationKind, Stage};

/// A colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Color(u32);

#[cfg(feature = "xml")]
impl Color {
    /// Red, green and blue, 0 to 255 each, as GEXF has them.
    pub(super) const fn rgb(self) -> [u8; 3] {
        let [_, red, green, blue] = self.0.to_be_bytes();
        [red, green, blue]
    }
}

impl std::fmt::Display for Color {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:06X}", self.0)
    }
}

pub(super) const fn of_kind(kind: OrganizationKind) -> Color {
    Color(match kind {
        OrganizationKind::Laboratory => 0x56_B4_E9,
        OrganizationKind::University => 0x9A_D1_F2,
        OrganizationKind::Institute => 0x8C_B8_D6,
        OrganizationKind::Consortium => 0xF0_E4_42,
        OrganizationKind::Company => 0xF2_B4_4C,
        OrganizationKind::Government => 0xD9_A9_C4,
        OrganizationKind::Service => 0x66_C2_A5,
    })
}

pub(super) const fn of_stage(stage: Stage) -> Color {
    Color(match stage {
        Stage::Basic => 0x9A_D1_F2,
        Stage::AppliedBasic => 0x56_B4_E9,
        Stage::Applied => 0xF0_E4_42,
        Stage::Industrialization => 0xF2_B4_4C,
    })
}

pub(super) const fn of_germplasm(kind: GermplasmKind) -> Color {
    Color(match kind {
        GermplasmKind::Wild => 0x66_C2_A5,
        GermplasmKind::Landrace => 0xB3_DE_C9,
        GermplasmKind::Line => 0xF0_E4_42,
        GermplasmKind::Variety => 0x9A_D1_F2,
        GermplasmKind::Hybrid => 0xF2_B4_4C,
    })
}

/// An organization or a germplasm by its kind, a project by its stage.
pub(super) fn of_node(node: Node<'_>) -> Color {
    match node {
        Node::Organization(organization) => of_kind(organization.kind()),
        Node::Project(project) => of_stage(project.stage()),
        Node::Germplasm(germplasm) => of_germplasm(germplasm.kind()),
    }
}
