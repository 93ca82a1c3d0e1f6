//! Tables and grids: their cells, and the amounts of a whole file.

pub(super) mod amounts;
pub(super) mod cells;
pub(super) mod lists;
pub(super) mod separated;
