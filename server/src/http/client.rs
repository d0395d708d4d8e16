//! Who is asking, as far as a rate limit must know: an address that is hashed at once and kept
//! nowhere else.

use crate::crypto::Secret;
use crate::settings::Settings;
use axum::http::HeaderMap;
use ipnet::IpNet;
use std::net::IpAddr;

/// Tells clients apart without keeping their addresses.
pub struct Clients {
    trusted_proxies: Vec<IpNet>,
    networks: Vec<(IpNet, u32)>,
    rate_limit: u32,
    secret: Secret,
}

/// One client: a keyed hash, held in memory only, and its limit a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Client {
    /// Hash of the address with the servers' secret: equal on all of them, and meaningless without.
    pub hash: u64,
    /// Requests a minute.
    pub limit: u32,
}

impl Clients {
    /// As the settings say; servers of one `secret` know a client by the same hash.
    pub fn new(settings: &Settings, secret: Secret) -> Clients {
        Clients {
            trusted_proxies: settings.trusted_proxies.clone(),
            networks: settings.rate_limit_networks.clone(),
            rate_limit: settings.rate_limit,
            secret,
        }
    }

    /// The client behind a connection from `peer`.
    pub fn behind(&self, peer: IpAddr, headers: &HeaderMap) -> Client {
        let address = self.address(peer.to_canonical(), headers);
        let own = self.networks.iter().find(|(network, _)| network.contains(&address));
        let limit = own.map_or(self.rate_limit, |(_, limit)| *limit);
        // A household or phone has a whole /64 of IPv6 addresses.
        let told_apart = match address {
            IpAddr::V4(address) => u128::from(address.to_bits()),
            IpAddr::V6(address) => address.to_bits() >> 64 | 1 << 127,
        };
        Client { hash: self.secret.short_tag("address", &told_apart.to_be_bytes()), limit }
    }

    /// The nearest address that no trusted proxy has.
    fn address(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let trusted =
            |address: &IpAddr| self.trusted_proxies.iter().any(|net| net.contains(address));
        if !trusted(&peer) {
            return peer;
        }
        let forwarded = headers.get_all("x-forwarded-for").iter().rev();
        let hops = forwarded.filter_map(|value| value.to_str().ok()).flat_map(|v| v.rsplit(','));
        let mut nearest = peer;
        for hop in hops {
            let Ok(address) = hop.trim().parse::<IpAddr>() else { break };
            nearest = address.to_canonical();
            if !trusted(&nearest) {
                break;
            }
        }
        nearest
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::DataKey;

    fn clients(proxies: &str) -> Clients {
        Clients {
            trusted_proxies: proxies.split(',').filter_map(|net| net.parse().ok()).collect(),
            networks: vec![("192.0.2.0/24".parse().unwrap(), 600)],
            rate_limit: 60,
            secret: Secret::new(DataKey::of_a_test()),
        }
    }

    fn forwarded(list: &str) -> HeaderMap {
        HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), list.parse().unwrap())])
    }

    #[test]
    fn a_forwarded_address_counts_only_from_a_trusted_proxy() {
        let clients = clients("10.0.0.0/8");
        let stranger: IpAddr = "203.0.113.9".parse().unwrap();
        let headers = forwarded("198.51.100.1, 10.1.1.1");
        let direct = clients.behind(stranger, &HeaderMap::new());
        assert_eq!(clients.behind(stranger, &headers), direct);
        let behind = clients.behind("10.0.0.1".parse().unwrap(), &headers);
        let itself = clients.behind("198.51.100.1".parse().unwrap(), &HeaderMap::new());
        assert_eq!(behind, itself);
    }

    #[test]
    fn an_address_that_the_client_made_up_does_not_count() {
        let clients = clients("10.0.0.0/8");
        let proxy: IpAddr = "10.0.0.1".parse().unwrap();
        let honest = clients.behind(proxy, &forwarded("203.0.113.9"));
        let forged = clients.behind(proxy, &forwarded("192.0.2.1, 203.0.113.9"));
        assert_eq!(honest, forged);
    }

    #[test]
    fn a_network_may_have_its_own_limit_and_ipv6_counts_by_its_64() {
        let clients = clients("");
        let of = |address: &str| clients.behind(address.parse().unwrap(), &HeaderMap::new());
        assert_eq!((of("192.0.2.7").limit, of("192.0.3.7").limit), (600, 60));
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.7"), of("192.0.2.7"));
    }
}
