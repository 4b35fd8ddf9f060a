//! What becomes of projects, and what they face.

named_enum! {
    /// What has become of a project.
    pub enum Status ("status") {
        /// Somebody asked for it.
        Proposed = "proposed", "proposed", "已提出";
        /// The performer agreed; work has not started.
        Accepted = "accepted", "accepted", "已受理";
        /// Work is under way.
        Active = "active", "active", "进行中";
        /// It ended with a result.
        Delivered = "delivered", "delivered", "已交付";
        /// It ended without a result.
        Failed = "failed", "failed", "已失败";
        /// It was given up.
        Cancelled = "cancelled", "cancelled", "已取消";
    }
}

impl Status {
    /// Whether a project of this status is *live*: proposed, accepted, active or delivered.
    #[must_use]
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Proposed | Self::Accepted | Self::Active | Self::Delivered)
    }

    /// Whether a project of this status is *open*: proposed, accepted or active.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Proposed | Self::Accepted | Self::Active)
    }

    /// Whether work on it has begun, or has been agreed on: it was not only asked for, and not given up.
    #[must_use]
    pub const fn has_run(self) -> bool {
        matches!(self, Self::Accepted | Self::Active | Self::Delivered | Self::Failed)
    }
}

named_enum! {
    /// What science is to face: the four orientations 四个面向.
    pub enum Orientation ("orientation") {
        /// The frontiers of science 世界科技前沿.
        Frontier = "frontier", "frontiers of science", "世界科技前沿";
        /// The main battlefield of the economy 经济主战场.
        Economy = "economy", "the economy", "经济主战场";
        /// The major needs of the nation 国家重大需求.
        NationalNeed = "national-need", "needs of the nation", "国家重大需求";
        /// People's life and health 人民生命健康.
        Health = "health", "life and health", "人民生命健康";
    }
}
