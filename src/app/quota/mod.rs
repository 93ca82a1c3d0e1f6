//! Can I reach mine? One rep's quota: five facts on the left, the answer on the right.

mod brief;
mod facts;
mod reading;
mod state;
mod use_quota;
mod view;
pub mod words;

pub use brief::quota_brief;
pub use facts::QuotaFacts;
pub use state::{QuotaAction, QuotaState};
pub use use_quota::{Answered, QuotaPage, Quotas, quota_menu, use_quota};
pub use view::{copy_quota, quota_view};
