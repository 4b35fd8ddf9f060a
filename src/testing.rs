//! Chains to test with: proptest strategies, and seeded synthetic chains of any size.

#[cfg(feature = "proptest")]
pub mod strategies;
#[cfg(feature = "synthetic")]
pub mod synthetic;
