//! `/api/v1/totals`: how much happened, by day, for staff.

use super::caller::Known;
use super::json::Parameters;
use super::problem::Problem;
use super::refusals::{AnyCall, ParameterRefusals, StaffRefusals};
use app::api::totals::Totals;
use app::backend::Backend;
use axum::extract::State;
use serde::Deserialize;
use std::sync::Arc;
use utoipa::IntoParams;

/// Which days are wanted.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TotalsParameters {
    /// How many days up to yesterday, 1 to 366; 30 where it is absent.
    #[param(minimum = 1, maximum = 366)]
    days: Option<i64>,
}

/// Show how much happened, by day.
///
/// For staff: people whom their identity provider gave one of its `staff_roles` when they signed in,
/// at most 12 hours ago. Numbers below `least_shown` are null, and today is left out, so that nobody
/// can be recognised in them.
#[utoipa::path(get, path = "/api/v1/totals", operation_id = "totals", tag = "staff", security(("bearer" = [])),
    params(TotalsParameters),
    responses((status = 200, body = Totals), ParameterRefusals, StaffRefusals, AnyCall))]
pub async fn show(
    State(backend): State<Arc<dyn Backend>>,
    Known(caller): Known,
    Parameters(wanted): Parameters<TotalsParameters>,
) -> Result<axum::Json<Totals>, Problem> {
    Ok(axum::Json(backend.totals(&caller, wanted.days.unwrap_or(30)).await?))
}
