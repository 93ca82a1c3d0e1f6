//! Pictures as SVG: geometry apart (pure), drawing apart. No sales words beyond those handed in.
//!
//! Every picture stands in a [`ChartFrame`], which reads values and saves files.

mod scale;
mod labels;
mod marks;
mod saved_picture;
mod chart_frame;
mod dot_plot;
mod cumulative_chart;
mod fan_chart;
mod funnel_chart;
mod bar_chart;
mod scatter_chart;
mod count_chart;
mod limits_chart;
mod forecast_chart;

pub use bar_chart::{Bar, BarChart, BarChartProps, BarRow, layout_bars};
pub use chart_frame::{
    ChartFrame, ChartFrameProps, FrameNames, Reading, Stop, nearest_stop, use_picture_width,
};
pub use count_chart::{CountChart, CountChartProps, CountColumn};
pub use cumulative_chart::{
    CumulativeChart, CumulativeChartProps, CumulativeLayout, CumulativeReading, Curve, amount_at,
    layout_cumulative, share_at,
};
pub use dot_plot::{
    Dot, DotArea, DotBand, DotColumn, DotLayout, DotPlot, DotPlotProps, DotRows, Dots, dot_columns,
    dot_scale, layout_dots, layout_rows,
};
pub use fan_chart::{FanChart, FanChartProps, FanLayout, FanPoint, fan_top, layout_fan};
pub use forecast_chart::{ForecastChart, ForecastChartProps, ForecastRange};
pub use funnel_chart::{FunnelChart, FunnelChartProps, FunnelLayout, FunnelRow, FunnelStage, layout_funnel};
pub use labels::{Label, apart, below_axis, beside, shorten, text_width, wrapped};
pub use limits_chart::{LimitsAt, LimitsChart, LimitsChartProps, RateDot};
pub use marks::{NARROW, WIDE};
pub use saved_picture::{FileKind, save_frame};
pub use scale::{LinearScale, ends, round_ticks};
pub use scatter_chart::{GoalLine, ScatterChart, ScatterChartProps, scatter_scales};
