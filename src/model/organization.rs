//! Kinds of organizations.

named_enum! {
    /// The kind of an organization 组织类型, its niche 生态位 in the seed industry.
    pub enum OrganizationKind ("kind of organization") {
        /// A laboratory 实验室, such as the Yuelushan Laboratory.
        Laboratory = "laboratory", "laboratory", "实验室";
        /// A university 高校.
        University = "university", "university", "高校";
        /// A research institute 科研院所.
        Institute = "institute", "institute", "科研院所";
        /// A seed industry innovation consortium 种业创新联合体 for one category.
        Consortium = "consortium", "innovation consortium", "种业创新联合体";
        /// A seed company 种业企业.
        Company = "company", "company", "种业企业";
        /// A body of government 政府.
        Government = "government", "government", "政府";
        /// A service organization 服务机构; its [`ServiceKind`] says for what.
        Service = "service", "service organization", "服务机构";
    }
}

named_enum! {
    /// What a service organization does: the "connectors" 连接器 of the proposal.
    #[non_exhaustive]
    pub enum ServiceKind ("kind of service") {
        /// Agricultural extension 农业推广.
        Extension = "extension", "extension", "农业推广";
        /// Technical services 农技服务.
        Technical = "technical", "technical service", "技术服务";
        /// Finance 金融.
        Finance = "finance", "finance", "金融";
        /// Exchange of technology and varieties 技术交易.
        Exchange = "exchange", "technology exchange", "技术交易";
        /// Association 协会.
        Association = "association", "association", "行业协会";
    }
}
