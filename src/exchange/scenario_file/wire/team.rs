//! The team on the wire.

use super::{At, Problem, ValueError, place_id};
use crate::model::limits::TENURE_MONTHS_MAX;
use crate::model::{
    Attrition, Calendar, Capacity, Currency, Excess, GroupId, Joins, Money, QuotaPeriod, Ramp, RepGroup,
    SegmentId, StageId, StageRecord, Team,
};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TeamWire {
    groups: Vec<GroupWire>,
    #[serde(default)]
    ramp: Option<Vec<f64>>,
    #[serde(default)]
    attrition: Option<AttritionWire>,
    #[serde(default)]
    capacity: Option<CapacityWire>,
    #[serde(default)]
    quota_period: QuotaPeriodWire,
}

/// `tenure` in months when the plan begins, or `joins` in a month of the plan, from 1; neither: ramped for long.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupWire {
    #[serde(default)]
    id: Option<u32>,
    #[serde(default)]
    name: String,
    #[serde(default = "one")]
    count: u32,
    #[serde(default)]
    tenure: Option<u32>,
    #[serde(default)]
    joins: Option<u32>,
    #[serde(default)]
    quota: Option<f64>,
    #[serde(default)]
    booked: Option<f64>,
    #[serde(default)]
    segment: Option<u32>,
    #[serde(default)]
    record: Option<Vec<RecordWire>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordWire {
    stage: u32,
    passed: u32,
    entered: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AttritionWire {
    yearly: f64,
    #[serde(default)]
    backfill_days: Option<f64>,
    #[serde(default)]
    deals_kept: Option<f64>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CapacityWire {
    per_month: f64,
    #[serde(default)]
    excess: ExcessWire,
}

#[derive(Clone, Copy, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ExcessWire {
    #[default]
    Lost,
    Rerouted,
}

#[derive(Clone, Copy, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum QuotaPeriodWire {
    Month,
    Quarter,
    Half,
    #[default]
    Year,
}

fn one() -> u32 {
    1
}

impl TeamWire {
    pub(super) fn into_model(self, currency: Currency, calendar: &Calendar) -> Result<Team, ValueError> {
        let groups = self
            .groups
            .into_iter()
            .enumerate()
            .map(|(index, group)| group.into_model(index, currency, calendar))
            .collect::<Result<Vec<_>, _>>()?;
        let mut team = Team::new(groups).at("team.groups")?;
        team.ramp = Ramp::new(self.ramp.unwrap_or_default()).at("team.ramp")?;
        if let Some(AttritionWire { yearly, backfill_days, deals_kept }) = self.attrition {
            team.attrition =
                Attrition::new(yearly, backfill_days, deals_kept.unwrap_or(1.0)).at("team.attrition")?;
        }
        if let Some(CapacityWire { per_month, excess }) = self.capacity {
            let excess = match excess {
                ExcessWire::Lost => Excess::Lost,
                ExcessWire::Rerouted => Excess::Rerouted,
            };
            team.capacity = Some(Capacity::new(per_month, excess).at("team.capacity")?);
        }
        team.quota_period = match self.quota_period {
            QuotaPeriodWire::Month => QuotaPeriod::Month,
            QuotaPeriodWire::Quarter => QuotaPeriod::Quarter,
            QuotaPeriodWire::Half => QuotaPeriod::Half,
            QuotaPeriodWire::Year => QuotaPeriod::Year,
        };
        Ok(team)
    }

    pub(super) fn of(team: &Team, currency: Currency) -> Self {
        let groups = team.groups().iter().enumerate();
        let attrition = team.attrition;
        Self {
            groups: groups.map(|(index, group)| GroupWire::of(index, group, currency)).collect(),
            ramp: Some(team.ramp.shares().to_vec()).filter(|ramp| !ramp.is_empty()),
            attrition: (attrition != Attrition::NONE).then(|| AttritionWire {
                yearly: attrition.yearly(),
                backfill_days: attrition.backfill_days(),
                deals_kept: Some(attrition.deals_kept()).filter(|kept| *kept < 1.0),
            }),
            capacity: team.capacity.map(|capacity| CapacityWire {
                per_month: capacity.per_month(),
                excess: match capacity.excess {
                    Excess::Lost => ExcessWire::Lost,
                    Excess::Rerouted => ExcessWire::Rerouted,
                },
            }),
            quota_period: match team.quota_period {
                QuotaPeriod::Month => QuotaPeriodWire::Month,
                QuotaPeriod::Quarter => QuotaPeriodWire::Quarter,
                QuotaPeriod::Half => QuotaPeriodWire::Half,
                QuotaPeriod::Year => QuotaPeriodWire::Year,
            },
        }
    }
}

impl GroupWire {
    fn into_model(
        self,
        index: usize,
        currency: Currency,
        calendar: &Calendar,
    ) -> Result<RepGroup, ValueError> {
        let place = |field: &str| format!("team.groups[{index}].{field}");
        let money = |major: Option<f64>, field: &str| {
            major.map(|major| Money::from_major(major, currency)).transpose().at(place(field))
        };
        let joins = match (self.tenure, self.joins) {
            (None, None) => Joins::Before(TENURE_MONTHS_MAX),
            (Some(months), None) => Joins::Before(months),
            (None, Some(month)) => {
                let in_plan =
                    month.checked_sub(1).filter(|month| (*month as usize) < calendar.months().len());
                Joins::InMonth(in_plan.ok_or(Problem::JoinsShape).at(place("joins"))?)
            }
            (Some(_), Some(_)) => return Err(Problem::JoinsShape).at(place("joins")),
        };
        let record = |record: RecordWire| StageRecord {
            stage: StageId(record.stage),
            passed: record.passed,
            entered: record.entered,
        };
        Ok(RepGroup {
            id: GroupId(self.id.unwrap_or_else(|| place_id(index))),
            quota: money(self.quota, "quota")?,
            booked: money(self.booked, "booked")?.unwrap_or(Money::ZERO),
            name: self.name,
            count: self.count,
            joins,
            segment: self.segment.map(SegmentId),
            record: self.record.into_iter().flatten().map(record).collect(),
        })
    }

    fn of(index: usize, group: &RepGroup, currency: Currency) -> Self {
        let record = |record: &StageRecord| RecordWire {
            stage: record.stage.0,
            passed: record.passed,
            entered: record.entered,
        };
        Self {
            id: Some(group.id.0).filter(|id| *id != place_id(index)),
            name: group.name.clone(),
            count: group.count,
            tenure: match group.joins {
                Joins::Before(months) => Some(months).filter(|months| *months < TENURE_MONTHS_MAX),
                Joins::InMonth(_) => None,
            },
            joins: match group.joins {
                Joins::InMonth(month) => Some(month + 1),
                Joins::Before(_) => None,
            },
            quota: group.quota.map(|quota| quota.major(currency)),
            booked: (group.booked > Money::ZERO).then(|| group.booked.major(currency)),
            segment: group.segment.map(|SegmentId(id)| id),
            record: (!group.record.is_empty()).then(|| group.record.iter().map(record).collect()),
        }
    }
}
