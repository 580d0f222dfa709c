//! Which IP addresses are public.
//!
//! In: an IP address. Out: whether it is public. A pull request names the links that CI tests, and
//! CI may run in a network whose services trust every client inside it, so that only public
//! addresses are contacted.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether the address is the same host for everyone on the internet.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let shared = a == 100 && (64..128).contains(&b);
    let assigned = (a, b, c) == (192, 0, 0);
    let bench = a == 198 && (b == 18 || b == 19);

    !(a == 0
        || a >= 240
        || shared
        || assigned
        || bench
        || address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation())
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    let inner = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };

    match parts {
        // IPv4 addresses in another form: mapped or compatible, NAT64, 6to4.
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            inner(high, low)
        }
        [0x2002, high, low, ..] => inner(high, low),
        [0x2001, 0xdb8, ..] => false,
        // Teredo and other protocol assignments.
        [0x2001, second, ..] if second < 0x200 => false,
        // All assigned addresses are in 2000::/3, without loopback, local and multicast addresses.
        [first, ..] => first >> 13 == 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        let check = |list: &str, expect| {
            for address in list.split(' ') {
                assert_eq!(is_public(address.parse().unwrap()), expect, "{address}");
            }
        };
        check(
            "8.8.8.8 100.63.0.1 100.128.0.1 172.15.0.1 172.32.0.1 192.0.1.1 198.17.0.1 223.1.1.1",
            true,
        );
        check(
            "0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.9.9.9 169.254.169.254 172.16.0.1",
            false,
        );
        check(
            "192.0.0.8 192.0.2.1 192.168.1.1 198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255",
            false,
        );
        check(
            "2606:4700::1 2001:4860:4860::8888 64:ff9b::808:808 2002:808:808::1 ::ffff:8.8.8.8",
            true,
        );
        check(
            ":: ::1 fe80::1 fec0::1 fd00::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::127.0.0.1",
            false,
        );
        check(
            "64:ff9b::7f00:1 64:ff9b:1::1 2002:7f00:1::1 2001:db8::1 2001::1 100::1",
            false,
        );
    }
}
