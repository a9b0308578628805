//! A page whose content has to be fetched first.

use leptos::prelude::*;

use crate::{
    Refusal, Request,
    frame::screen::covered,
    links,
    refusal::{Answered, go, refuse},
};

/// Draws what `work` answers. Who is not signed in is sent to the door and brought back; what is
/// not there gets its status, and the server's error mapping draws the page for it.
pub fn answer<F, W>(work: W) -> impl IntoView
where
    F: Future<Output = Answered<AnyView>> + Send + 'static,
    W: FnOnce(Request) -> F + Send + 'static,
{
    let asked = Request::current().map(|request| match request.is_covered() {
        true => (request, None),
        false => (request.clone(), Some(work(request))),
    });
    view! {
        <Suspense>
            {Suspend::new(async move {
                let (request, future) = asked?;
                let Some(future) = future else {
                    return Some(covered(&request));
                };
                match future.await {
                    Ok(view) => Some(view),
                    Err(Refusal::SignIn) => {
                        go(&links::sign_in(&request.path));
                        None
                    }
                    Err(refusal) => {
                        refuse(refusal);
                        None
                    }
                }
            })}
        </Suspense>
    }
}
