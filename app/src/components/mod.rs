//! The parts that pages are made of, drawn by the server; [`crate::alive`] wakes them up.

mod ask;
mod bubble;
mod composer;
mod crisis;
mod face;
pub(crate) mod frame;
pub(crate) mod helpline;
pub(crate) mod icon;
pub(crate) mod languages;
pub(crate) mod menu;
pub(crate) mod monster;
mod stage;
mod text;

pub(crate) use {
    ask::{TurnFields, ask},
    bubble::{Blanks, Bubble, name_of},
    composer::{Composer, said_of},
    crisis::{card, dialled},
    stage::Stage,
};
