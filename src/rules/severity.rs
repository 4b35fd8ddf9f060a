//! How bad a gap or a finding is.

named_enum! {
    /// How bad a gap or a finding is, least first.
    pub enum Severity ("severity") {
        /// The relay runs, but badly.
        Notice = "notice", "notice", "提示";
        /// Something is lost, or waits without end.
        Warning = "warning", "warning", "警告";
        /// The relay cannot run at all.
        Critical = "critical", "critical", "严重";
    }
}
