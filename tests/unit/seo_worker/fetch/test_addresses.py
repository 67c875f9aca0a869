"""The table of addresses: what is public, what is listed, and how the list is read."""

import pytest

from seo_worker.fetch.addresses import AddressPolicy, parse_allowed_targets

_PRIVATE = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.0.9",
    "192.0.0.170",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:a9fe:a9fe",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:0:4136:e378:8000:63bf:80ff:fffe",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:a9fe:a9fe::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
]


@pytest.mark.parametrize("address", _PRIVATE)
def test_a_special_purpose_address_is_refused_on_web_ports(address: str) -> None:
    policy = AddressPolicy()
    assert not policy.permits(address, 80)
    assert not policy.permits(address, 443)


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"],
)
def test_a_public_address_is_permitted_on_web_ports_only(address: str) -> None:
    policy = AddressPolicy()
    assert policy.permits(address, 80)
    assert policy.permits(address, 443)
    assert not policy.permits(address, 22)
    assert not policy.permits(address, 8080)


@pytest.mark.parametrize("text", ["", "localhost", "0x7f.1", "2130706433", "1.1.1", "1.1.1.1 "])
def test_text_that_is_no_numeric_address_is_refused(text: str) -> None:
    assert not AddressPolicy().permits(text, 80)


def test_a_listed_pair_opens_that_port_of_that_network_only() -> None:
    policy = AddressPolicy(parse_allowed_targets("127.0.0.1/32:8099"))
    assert policy.permits("127.0.0.1", 8099)
    assert policy.permits("::ffff:127.0.0.1", 8099)
    assert not policy.permits("127.0.0.1", 80)
    assert not policy.permits("127.0.0.2", 8099)
    assert not policy.permits("::1", 8099)
    assert not policy.permits("1.1.1.1", 8099)
    assert not policy.permits("2002:7f00:1::", 8099)


def test_only_web_ports_and_listed_ports_can_be_reached_at_all() -> None:
    policy = AddressPolicy(parse_allowed_targets("127.0.0.1/32:8099"))
    assert [port for port in (22, 80, 443, 5432, 8099) if policy.permits_port(port)] == [80, 443, 8099]


def test_pairs_are_read_with_blanks_and_brackets() -> None:
    targets = parse_allowed_targets(" 127.0.0.1/32:8099, [::1]/128:9000 ,10.1.0.0/16:80,")
    assert [(str(t.network), t.port) for t in targets] == [
        ("127.0.0.1/32", 8099),
        ("::1/128", 9000),
        ("10.1.0.0/16", 80),
    ]


def test_an_empty_list_is_no_pair() -> None:
    assert parse_allowed_targets("") == ()
    assert parse_allowed_targets(" , ") == ()


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("127.0.0.1/32", r"must end in :port, as in 127\.0\.0\.1/32:8099"),
        ("127.0.0.1/32:", "must end in :port"),
        ("127.0.0.1/32:0", "must end in :port"),
        ("127.0.0.1/32:65536", "must end in :port"),
        ("127.0.0.1/32:http", "must end in :port"),
        ("localhost:8099", "must begin with a network"),
        (":8099", "must begin with a network"),
        ("127.0.0.1/8:8099", "without host bits"),
        ("0.0.0.0/0:80", "wider than any private network"),
        ("::/0:80", "wider than any private network"),
        ("127.0.0.1/32:8099,x", "'x' must end in :port"),
    ],
)
def test_a_malformed_pair_is_refused_with_what_would_be_right(text: str, advice: str) -> None:
    with pytest.raises(ValueError, match=advice):
        parse_allowed_targets(text)
