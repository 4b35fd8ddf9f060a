//! Who holds a share: an organization, or those who made what is shared.

/// What stands for the people who made a result, in place of the id of an organization.
pub(crate) const INVENTORS: &str = "inventors";

/// Whether a holder stands for the inventors, however it is written: `inventors`, `Inventors`, 发明人 or 职务发明人.
pub(crate) fn is_inventors(holder: &str) -> bool {
    [INVENTORS, "Inventors", "发明人", "职务发明人"].contains(&holder)
}
