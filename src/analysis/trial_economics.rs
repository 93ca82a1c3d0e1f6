//! The money of one simulated future.

/// The money of one trial, over the whole plan. Amounts in minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TrialEconomics {
    /// New bookings, booked so far included.
    pub bookings: f64,
    /// Gross margin · bookings − sales cost.
    pub contribution: f64,
    /// Fixed cost, opportunities, base pay and commission.
    pub cost: f64,
    /// Of that, commission: by rep and quota period.
    pub commission: f64,
    /// Of that, base pay.
    pub base_pay: f64,
    /// New opportunities; counted only if they cost something.
    pub opportunities: f64,
    /// Deals won; those of bookings so far as many as would bring them at the mean deal size.
    pub wins: f64,
    /// Sales cost · contract months / (bookings · gross margin), in months; infinite without bookings.
    pub payback: Option<f64>,
    /// Yearly growth of recurring revenue in percent plus profit in percent of recurring revenue.
    pub rule_of_40: Option<f64>,
    /// Whether the profit goal is met; none without one.
    pub is_met: Option<bool>,
}
