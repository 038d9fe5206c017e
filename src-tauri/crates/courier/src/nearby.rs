//! Finding each other in the same room, by multicast on the local network.
//! Visible only while the value of [`SameRoom`] lives.

use iroh::Endpoint;
use iroh_mdns_address_lookup::{DiscoveryEvent, MdnsAddressLookup};
use n0_future::StreamExt;
use tokio::{sync::mpsc, task::AbortHandle};

use crate::CourierEvent;

/// Only installs that look for their partner right now use this name, so
/// nothing else on the network is seen, and nothing says whose computer it is.
const SERVICE: &str = "lamplight-same-room";

/// Announces this endpoint and reports others until it is dropped.
pub(crate) struct SameRoom {
    listener: AbortHandle,
}

impl Drop for SameRoom {
    fn drop(&mut self) {
        self.listener.abort();
    }
}

impl SameRoom {
    /// Starts looking. `None` where the network allows no multicast.
    pub(crate) fn start(endpoint: &Endpoint, events: mpsc::Sender<CourierEvent>) -> Option<Self> {
        let lookup = MdnsAddressLookup::builder()
            .service_name(SERVICE)
            .build(endpoint.id())
            .ok()?;
        let services = endpoint.address_lookup().ok()?;
        services.add(lookup.clone());
        let me = endpoint.id();
        let endpoint = endpoint.clone();
        let task = tokio::spawn(async move {
            // Removes the service from the endpoint however this task ends.
            let _registered = Registered(endpoint);
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
        })
    }
}

struct Registered(Endpoint);

impl Drop for Registered {
    fn drop(&mut self) {
        if let Ok(services) = self.0.address_lookup() {
            services.clear();
        }
    }
}
