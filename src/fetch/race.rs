//! Two futures, of which the first to end counts. The other one is dropped, which is how fetches are given up.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

/// The outcome of the future that ends first; of the first one, if both could.
///
/// # Errors
///
/// The outcome of the second one, if that ends first.
pub async fn race<A, B>(first: impl Future<Output = A>, second: impl Future<Output = B>) -> Result<A, B> {
    let (mut first, mut second) = (pin!(first), pin!(second));
    poll_fn(|context| match first.as_mut().poll(context) {
        Poll::Ready(outcome) => Poll::Ready(Ok(outcome)),
        Poll::Pending => second.as_mut().poll(context).map(Err),
    })
    .await
}
