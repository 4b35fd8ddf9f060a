//! What capacities and flows are counted in.

/// Whole units: a capacity, a flow, or a difference of flows.
pub(super) type Units = i128;

/// More than any flow can be: stands for a supply or demand without limit. All capacities of a network together are less.
pub(super) const UNLIMITED: Units = 1 << 126;

/// What is 0 or more, as a caller counts it.
pub(super) const fn given_back(units: Units) -> u128 {
    units.unsigned_abs()
}
