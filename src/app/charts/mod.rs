//! Pictures as SVG: geometry apart (pure), drawing apart. No sales words beyond those handed in.

mod dot_plot;
mod fan_chart;
mod scale;

pub use dot_plot::{Dot, DotLayout, DotPlot, DotPlotProps, layout_dots};
pub use fan_chart::{FanChart, FanChartProps, FanLayout, FanPoint, layout_fan};
pub use scale::{LinearScale, round_ticks};
