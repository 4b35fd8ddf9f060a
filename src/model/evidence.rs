//! How a record is known.

named_enum! {
    /// How well a record is known 依据, weakest first: `Proposed` < `Assumed` < `Documented`.
    ///
    /// ```
    /// use seedrelay::Evidence;
    /// assert!(Evidence::Documented > Evidence::Assumed && Evidence::Assumed > Evidence::Proposed);
    /// assert_eq!(Evidence::default(), Evidence::Documented);
    /// ```
    #[derive(Default)]
    pub enum Evidence ("evidence") {
        /// The model asks for it; it does not exist yet.
        Proposed = "proposed", "proposed", "拟议";
        /// Plausible, but without a source to rely on: an illustration, or known from reposts alone.
        Assumed = "assumed", "assumed", "假定";
        /// Known from a source, or from the user's own records.
        #[default]
        Documented = "documented", "documented", "有据";
    }
}
