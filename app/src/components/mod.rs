//! The parts that pages are made of, drawn by the server; [`crate::alive`] wakes them up.

mod ask;
mod bubble;
mod composer;
mod crisis;
mod face;
pub(crate) mod frame;
pub(crate) mod helpline;
pub(crate) mod icon;
pub(crate) mod kept_table;
pub(crate) mod languages;
pub(crate) mod menu;
pub(crate) mod monster;
pub(crate) mod option;
pub(crate) mod rating;
mod stage;
pub(crate) mod talk_card;
mod text;

pub(crate) use {
    ask::{TurnFields, ask},
    bubble::{Blanks, Bubble, name_of},
    composer::{Composer, escape, said_of},
    crisis::{card, dialled},
    stage::Stage,
};
