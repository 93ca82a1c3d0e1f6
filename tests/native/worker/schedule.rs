//! The schedule of a run: every trial is drawn once, whoever is lost on the way.

use plumbline::worker::schedule::{BLOCK, Block, FIRST_BLOCK, Schedule};

fn drain(schedule: &mut Schedule) -> Vec<Block> {
    std::iter::from_fn(|| schedule.hand_out(u32::MAX)).collect()
}

#[test]
fn every_trial_is_handed_out_once_and_the_first_block_is_small() {
    let mut schedule = Schedule::new(50_000, 100.0);
    let blocks = drain(&mut schedule);
    assert_eq!(blocks[0], Block { first: 0, trials: FIRST_BLOCK });
    let mut next = 0;
    for block in &blocks {
        assert_eq!(block.first, next);
        assert!(block.trials <= BLOCK);
        next += block.trials;
    }
    assert_eq!(next, 50_000);
    assert!(!schedule.is_finished());
    // They come back in any order.
    for block in blocks.iter().rev() {
        assert!(schedule.returned(*block));
    }
    assert!(schedule.is_finished());
    assert_eq!(schedule.done(), 50_000);
}

#[test]
fn late_double_and_foreign_blocks_are_not_used() {
    let mut schedule = Schedule::new(5_000, 100.0);
    let first = schedule.hand_out(u32::MAX).unwrap();
    assert!(schedule.returned(first));
    assert!(!schedule.returned(first), "twice");
    assert!(!schedule.returned(Block { first: 77, trials: 5 }), "never handed out");
    assert_eq!(schedule.done(), first.trials);
}

#[test]
fn lost_blocks_are_handed_out_again() {
    let mut schedule = Schedule::new(20_000, 100.0);
    let blocks = drain(&mut schedule);
    schedule.lost(blocks[1]);
    assert_eq!(schedule.hand_out(u32::MAX), Some(blocks[1]));
    assert_eq!(schedule.hand_out(u32::MAX), None);
    // Whoever takes less leaves the rest for the next.
    schedule.lost(blocks[1]);
    let part = schedule.hand_out(100).unwrap();
    let rest = schedule.hand_out(u32::MAX).unwrap();
    assert_eq!(part, Block { first: blocks[1].first, trials: 100 });
    assert_eq!((rest.first, rest.trials), (blocks[1].first + 100, blocks[1].trials - 100));
    assert_eq!(schedule.done(), 0);
    for block in [blocks[0], part, rest].into_iter().chain(blocks[2..].iter().copied()) {
        assert!(schedule.returned(block));
    }
    assert!(schedule.is_finished());
}

#[test]
fn plans_with_many_wins_get_small_blocks() {
    let blocks = drain(&mut Schedule::new(10_000, 150_000.0));
    assert!(blocks.iter().all(|block| block.trials <= 16), "{:?}", blocks[0]);
    assert_eq!(blocks.iter().map(|block| block.trials).sum::<u32>(), 10_000);
}
