//! Germplasm: what it is, who may use it, and how its use is measured.

named_enum! {
    /// What a germplasm 种质 is.
    #[non_exhaustive]
    pub enum GermplasmKind ("kind of germplasm") {
        /// A wild resource 野生资源.
        Wild = "wild", "wild resource", "野生资源";
        /// A landrace 地方品种.
        Landrace = "landrace", "landrace", "地方品种";
        /// A breeding line 育种材料, such as the parent of hybrids 亲本系.
        Line = "line", "breeding line", "育种材料";
        /// A bred variety 育成品种.
        Variety = "variety", "variety", "育成品种";
        /// A hybrid 杂交种, or a cross of lines of livestock 配套系.
        Hybrid = "hybrid", "hybrid", "杂交种";
    }
}

impl GermplasmKind {
    /// Whether it is what is released and grown, a *variety* in the wide sense: a variety or a hybrid.
    #[must_use]
    pub const fn is_variety(self) -> bool {
        matches!(self, Self::Variety | Self::Hybrid)
    }

    /// Whether it is a resource 种质资源 that breeding draws on: wild, a landrace or a line.
    #[must_use]
    pub const fn is_resource(self) -> bool {
        !self.is_variety()
    }
}

named_enum! {
    /// On what terms a germplasm is shared 共享方式.
    #[non_exhaustive]
    pub enum Access ("terms of access") {
        /// Given to everybody 公开提供.
        Open = "open", "open", "公开提供";
        /// Given on agreement 协议提供.
        OnAgreement = "on-agreement", "on agreement", "协议提供";
        /// Given to nobody outside 不对外提供.
        Closed = "closed", "closed", "不对外提供";
    }
}

named_enum! {
    /// What right stands on a germplasm 权属.
    #[non_exhaustive]
    pub enum Right ("right") {
        /// None that excludes others 无专有权.
        None = "none", "no exclusive right", "无专有权";
        /// Registered 已登记.
        Registered = "registered", "registered", "已登记";
        /// A plant variety right 植物新品种权.
        VarietyRight = "variety-right", "plant variety right", "植物新品种权";
        /// A patent 专利.
        Patent = "patent", "patent", "专利";
        /// Applied for 申请中.
        Pending = "pending", "applied for", "申请中";
        /// Disputed 有争议.
        Disputed = "disputed", "disputed", "有争议";
    }
}

impl Right {
    /// Whether it is *confirmed* 已确权: it is known who may use the germplasm.
    #[must_use]
    pub const fn is_confirmed(self) -> bool {
        !matches!(self, Self::Pending | Self::Disputed)
    }

    /// Whether it is *exclusive*: others need a licence while it stands.
    #[must_use]
    pub const fn is_exclusive(self) -> bool {
        matches!(self, Self::VarietyRight | Self::Patent)
    }
}

named_enum! {
    /// What a licence allows 许可用途. Each use includes those before it.
    #[non_exhaustive]
    pub enum LicenceUse ("licensed use") {
        /// Research 科研.
        Research = "research", "research", "科研";
        /// Breeding 育种.
        Breeding = "breeding", "breeding", "育种";
        /// Commercial use 商业化.
        Commercial = "commercial", "commercial use", "商业化";
    }
}

named_enum! {
    /// In what an adoption is measured.
    #[non_exhaustive]
    pub enum AdoptionUnit ("unit of adoption") {
        /// Mu 亩, a fifteenth of a hectare.
        Mu = "mu", "mu", "亩";
        /// Hectares 公顷.
        Hectare = "hectare", "hectares", "公顷";
        /// Head of livestock 头.
        Head = "head", "head", "头";
        /// Fish 尾.
        Fish = "fish", "fish", "尾";
        /// Kilograms of seed 公斤种子.
        KilogramSeed = "kilogram-seed", "kilograms of seed", "公斤种子";
    }
}

impl AdoptionUnit {
    /// Mu in one hectare.
    pub const MU_IN_A_HECTARE: f64 = 15.0;

    /// The unit that amounts of this one are added up in, and how many of it one is: hectares are converted to mu, all
    /// others are never added to one another.
    #[must_use]
    pub const fn converted(self) -> (Self, f64) {
        match self {
            Self::Hectare => (Self::Mu, Self::MU_IN_A_HECTARE),
            own => (own, 1.0),
        }
    }

    /// Whether it measures land.
    #[must_use]
    pub const fn is_area(self) -> bool {
        matches!(self, Self::Mu | Self::Hectare)
    }
}
