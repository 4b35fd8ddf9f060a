//! What a document can say it has all of.

named_enum! {
    /// What a statement of completeness is about.
    #[non_exhaustive]
    pub enum CompletenessList ("list of a completeness statement") {
        /// Projects, whatever became of them, failures included.
        Projects = "projects", "projects", "项目";
        /// What listed projects build on, draw on and release.
        BuildsOn = "builds-on", "builds-on links", "前序关系";
        /// The demands that listed projects answer.
        Answers = "answers", "answered demands", "响应需求";
        /// Organizations with a team, and that capability.
        Capabilities = "capabilities", "capabilities", "能力";
        /// Agreements, and memberships in consortia.
        Agreements = "agreements", "agreements and memberships", "合作协议与成员关系";
        /// Demands.
        Demands = "demands", "demands", "需求";
        /// Extension services.
        Services = "services", "extension services", "推广服务";
        /// Licences.
        Licences = "licences", "licences", "许可";
        /// Adoptions.
        Adoptions = "adoptions", "adoptions", "推广应用";
    }
}

named_enum! {
    /// How much of a list is recorded.
    #[non_exhaustive]
    pub enum RecordedPart ("recorded part") {
        /// All that there is.
        All = "all", "all", "全部";
        /// Some of it.
        Some = "some", "some", "部分";
        /// Nothing of it.
        None = "none", "none", "未记载";
    }
}
