//! Kinds of sources.

named_enum! {
    /// What kind of source something is known from.
    #[non_exhaustive]
    pub enum SourceKind ("kind of source") {
        /// An official publication 官方.
        Official = "official", "official", "官方";
        /// A register or an announcement of registration 登记公告.
        Register = "register", "register", "登记公告";
        /// A journal 期刊.
        Journal = "journal", "journal", "期刊";
        /// The press 媒体.
        Press = "press", "press", "媒体";
        /// A company 企业.
        Company = "company", "company", "企业";
        /// A repost 转载 of what appeared elsewhere.
        Repost = "repost", "repost", "转载";
    }
}
