//! Finding each other by multicast on the local network, in the same room or at
//! home. Visible only while the value of [`Looking`] lives.

use iroh::Endpoint;
use iroh_mdns_address_lookup::{DiscoveryEvent, MdnsAddressLookup};
use n0_future::StreamExt;
use tokio::{sync::mpsc, task::AbortHandle};

use crate::{CourierEvent, Search};

/// Only installs that search for the same right now use one of these names, so
/// nothing else on the network is seen. Beside the name stand the endpoint's key
/// and addresses, and nothing that says whose computer it is.
const fn service(search: Search) -> &'static str {
    match search {
        Search::SameRoom => "lamplight-same-room",
        Search::Partner => "lamplight-nearby",
    }
}

/// Announces this endpoint and reports others until it is dropped.
pub(crate) struct Looking {
    listener: AbortHandle,
    endpoint: Endpoint,
}

impl Drop for Looking {
    fn drop(&mut self) {
        self.listener.abort();
        if let Ok(services) = self.endpoint.address_lookup() {
            services.clear();
        }
    }
}

impl Looking {
    /// Starts looking. `None` where the network allows no multicast.
    pub(crate) fn start(
        endpoint: &Endpoint,
        search: Search,
        events: mpsc::Sender<CourierEvent>,
    ) -> Option<Self> {
        let lookup = MdnsAddressLookup::builder()
            .service_name(service(search))
            .build(endpoint.id())
            .ok()?;
        let services = endpoint.address_lookup().ok()?;
        services.add(lookup.clone());
        let me = endpoint.id();
        let task = tokio::spawn(async move {
            let mut found = lookup.subscribe().await;
            while let Some(event) = found.next().await {
                let DiscoveryEvent::Discovered { endpoint_info, .. } = event else {
                    continue;
                };
                if endpoint_info.endpoint_id == me {
                    continue;
                }
                let event = CourierEvent::Nearby {
                    peer: *endpoint_info.endpoint_id.as_bytes(),
                    addresses: endpoint_info.data.ip_addrs().copied().collect(),
                };
                if events.send(event).await.is_err() {
                    break;
                }
            }
        });
        Some(Self {
            listener: task.abort_handle(),
            endpoint: endpoint.clone(),
        })
    }
}
