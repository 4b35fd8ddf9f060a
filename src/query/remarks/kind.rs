//! The kinds of remarks.

named_enum! {
    /// The kinds of remarks 提示: what loads, and is probably not meant.
    ///
    /// Source: [definitions](crate::docs::definitions), section 7.
    #[non_exhaustive]
    pub enum RemarkKind ("kind of remark") {
        /// Two organizations of one name, but for case, width and blanks.
        SameName = "same-name", "two organizations of one name", "组织重名";
        /// An id that differs from another of its list by case or width only.
        SimilarId = "similar-id", "ids that are nearly alike", "编号相近";
        /// An agreement, a payment, a service or a holder of a benefit that is given twice.
        GivenTwice = "given-twice", "given twice", "重复填写";
        /// A project that builds on one of a later stage.
        BuildsOnLaterStage = "builds-on-later-stage", "builds on a later stage", "以后续阶段项目为基础";
        /// A project that builds on one that started after it had ended.
        BuildsOnLaterStart = "builds-on-later-start", "builds on what started later", "以之后启动的项目为基础";
        /// A project that builds on one of another category.
        BuildsOnOtherCategory = "builds-on-other-category", "builds on another category", "以其他品类项目为基础";
        /// A topic that says nothing, such as `none`.
        EmptyTopic = "empty-topic", "a topic that says nothing", "主题无内容";
        /// A holder of a benefit that is neither an organization of the chain nor the inventors.
        UnknownHolder = "unknown-holder", "an unknown holder of a benefit", "受益方未列出";
        /// A licence whose only licensor is its licensee.
        LicenceToOneself = "licence-to-oneself", "a licence to oneself", "许可给自己";
        /// Adopted amounts of two regions that overlap, of which neither lies within the other.
        OverlappingRegions = "overlapping-regions", "regions that overlap", "地区重叠";
        /// A currency that is no code of ISO 4217.
        UnknownCurrency = "unknown-currency", "no code of a currency", "货币代码不符";
        /// A currency that carries a multiple, such as `万元`.
        CurrencyMultiple = "currency-multiple", "a multiple of a currency", "货币带有倍数";
        /// A date of the document that is more than two years after the last date in it.
        LateDate = "late-date", "the date of the document is late", "截止日期偏晚";
        /// Documented records that name no source, counted once.
        NoSource = "no-source", "own records, no source given", "自有记录（未注明来源）";
        /// A statement that all of a list is recorded, of which hardly anything is.
        CompleteButEmpty = "complete-but-empty", "a complete list that is nearly empty", "声明完整的清单几乎为空";
    }
}
