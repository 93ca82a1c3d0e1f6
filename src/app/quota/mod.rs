//! Can I reach mine? One rep's quota: five facts on the left, the answer on the right. Part of the second WebAssembly.

mod quota_panel;
mod state;
mod use_quota;

pub use quota_panel::{QuotaPanel, QuotaPanelProps};
pub use state::{QuotaAction, QuotaFacts, QuotaState};
