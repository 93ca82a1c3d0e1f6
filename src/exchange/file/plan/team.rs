//! The team in a file.

use super::super::document::{is_default, other_than};
use super::super::problem::{At, Problem, ValueError};
use super::segment::place_id;
use crate::model::limits::TENURE_MONTHS_MAX;
use crate::model::{
    Attrition, Capacity, Currency, Excess, GroupId, Joins, Money, QuotaPeriod, Ramp, RepGroup, SegmentId,
    StageId, StageRecord, Team,
};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(expecting = "a team, such as {\"groups\": [{\"count\": 12}]}")]
pub(super) struct TeamWire {
    groups: Vec<GroupWire>,
    #[serde(default, skip_serializing_if = "is_default")]
    ramp: Vec<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    attrition: Option<AttritionWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    capacity: Option<CapacityWire>,
    #[serde(default, skip_serializing_if = "is_default")]
    quota_period: QuotaPeriodWire,
}

/// `tenure` in months when the plan begins, or `joins` in a month of the plan, from 1; neither: ramped for
/// long.
#[derive(Serialize, Deserialize)]
#[serde(expecting = "a group of reps, such as {\"count\": 12, \"quota\": 600000}")]
struct GroupWire {
    #[serde(default, skip_serializing_if = "is_default")]
    id: Option<u32>,
    #[serde(default, skip_serializing_if = "is_default")]
    name: String,
    #[serde(default, skip_serializing_if = "is_default")]
    count: Option<u32>,
    #[serde(default, skip_serializing_if = "is_default")]
    tenure: Option<u32>,
    #[serde(default, skip_serializing_if = "is_default")]
    joins: Option<u32>,
    #[serde(default, skip_serializing_if = "is_default")]
    quota: Option<f64>,
    #[serde(default, skip_serializing_if = "is_default")]
    booked: f64,
    #[serde(default, skip_serializing_if = "is_default")]
    segment: Option<u32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    record: Vec<RecordWire>,
}

#[derive(Serialize, Deserialize)]
#[serde(expecting = "a record, such as {\"stage\": 1, \"passed\": 45, \"entered\": 100}")]
struct RecordWire {
    stage: u32,
    passed: u32,
    entered: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(expecting = "attrition, such as {\"yearly\": 0.2}")]
struct AttritionWire {
    yearly: f64,
    #[serde(default, skip_serializing_if = "is_default")]
    backfill_days: Option<f64>,
    #[serde(default, skip_serializing_if = "is_default")]
    deals_kept: Option<f64>,
}

#[derive(Serialize, Deserialize)]
#[serde(expecting = "a capacity, such as {\"per_month\": 12}")]
struct CapacityWire {
    per_month: f64,
    #[serde(default, skip_serializing_if = "is_default")]
    excess: ExcessWire,
}

#[derive(Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ExcessWire {
    #[default]
    Lost,
    Rerouted,
}

#[derive(Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum QuotaPeriodWire {
    Month,
    Quarter,
    Half,
    #[default]
    Year,
}

impl TeamWire {
    pub(super) fn into_model(self, currency: Currency) -> Result<Team, ValueError> {
        let groups = self
            .groups
            .into_iter()
            .enumerate()
            .map(|(index, group)| group.into_model(index, currency))
            .collect::<Result<Vec<_>, _>>()?;
        let mut team = Team::new(groups).at("team.groups")?;
        team.ramp = Ramp::new(self.ramp).at("team.ramp")?;
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
            ramp: team.ramp.shares().to_vec(),
            attrition: (attrition != Attrition::NONE).then(|| AttritionWire {
                yearly: attrition.yearly(),
                backfill_days: attrition.backfill_days(),
                deals_kept: other_than(1.0, attrition.deals_kept()),
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
    fn into_model(self, index: usize, currency: Currency) -> Result<RepGroup, ValueError> {
        let place = |field: &str| format!("team.groups[{index}].{field}");
        let money = |major: f64, field: &str| Money::from_major(major, currency).at(place(field));
        let joins = match (self.tenure, self.joins) {
            (None, None) => Joins::Before(TENURE_MONTHS_MAX),
            (Some(months), None) => Joins::Before(months),
            (None, Some(month)) => {
                // A month after the plan's end stays: the plan may have been made shorter.
                Joins::InMonth(month.checked_sub(1).ok_or(Problem::JoinsShape).at(place("joins"))?)
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
            quota: self.quota.map(|quota| money(quota, "quota")).transpose()?,
            booked: money(self.booked, "booked")?,
            name: self.name,
            count: self.count.unwrap_or(1),
            joins,
            segment: self.segment.map(SegmentId),
            record: self.record.into_iter().map(record).collect(),
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
            count: Some(group.count).filter(|count| *count != 1),
            tenure: match group.joins {
                Joins::Before(months) => Some(months).filter(|months| *months < TENURE_MONTHS_MAX),
                Joins::InMonth(_) => None,
            },
            joins: match group.joins {
                Joins::InMonth(month) => Some(month + 1),
                Joins::Before(_) => None,
            },
            quota: group.quota.map(|quota| quota.major(currency)),
            booked: group.booked.major(currency),
            segment: group.segment.map(|SegmentId(id)| id),
            record: group.record.iter().map(record).collect(),
        }
    }
}
