//! Can I reach mine? One rep's quota: five facts on the left, the answer on the right.

mod quota_panel;
mod state;
mod use_quota;

pub use quota_panel::{copy_quota, quota_panel};
pub use state::{QuotaAction, QuotaFacts, QuotaState};
pub use use_quota::{QuotaPage, use_quota};
