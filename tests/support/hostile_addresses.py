"""Addresses that must lead nowhere, each with the code its audit ends with; PORT is that of a server on loopback.

Spellings that the tests of the guard hold one by one are not repeated: these go the whole way of a job.
"""

from typing import Final

from support.hostile_names import SLOW, TEMPORARY

_PUBLIC: Final = "93.184.216.34"

_SPELT: Final = (
    *("http://0x7f.1/", "http://0x7f.0.1/", "http://0177.1/", "http://0X7F000001/", "http://127.0x0.1/"),
    *("http://00000000177.0.0.1/", "http://0x0000000000007f.1/", "http://127.0.0.1./", "http://127.0.0.1.:80/"),
    *("http://0x0/", "http://00/", "http://0.0/", "http://4294967295/", "http://0xffffffff/", "http://037777777777/"),
    *("http://1%32%37%2e0.0.1/", "http://%30%78%37%66.1/", "http://１２７.０.０.１/", "http://０ｘ７ｆ．１/"),
    *("http://127｡0｡0｡1/", "http://①②⑦.1/", "http://127.0.0.1\t/", "http://12\n7.0.0.1/"),
    *("http:////127.0.0.1/", "//127.0.0.1/", "\\\\127.0.0.1\\", "http://127.0.0.1\\@a.test/"),
    *("http://127.0.0.1#@a.test/", "http://127.0.0.1?@a.test/", "http://127.0.0.1/@a.test"),
)
_IPV6: Final = (
    *("http://[::ffff:169.254.169.254]/", "http://[::ffff:a9fe:a9fe]/", "http://[0:0:0:0:0:ffff:10.0.0.1]/"),
    *("http://[::ffff:0:7f00:1]/", "http://[::a9fe:a9fe]/", "http://[0000::0001]/", "http://127.0.0.0x/x/"),
    *(
        "http://[64:ff9b::a00:1]/",
        "http://[64:ff9b:1::7f00:1]/",
        "http://[2002:a9fe:a9fe::]/",
        "http://[2002:a00:1::]/",
    ),
    *("http://[2001:0:a9fe:a9fe::]/", "http://[fe80::5efe:7f00:1]/", "http://[ff02::1]/", "http://[ff05::1:3]/"),
    *("http://[100::1]/", "http://[2001:db8::1]/", "http://[3fff::1]/", "http://[5f00::1]/", "http://[fc00::1]/"),
)
_METADATA: Final = (
    *(
        "http://169.254.170.2/v2/credentials",
        "http://[fd00:ec2::254]/",
        "http://[fd20:ce::254]/",
        "http://169.254.0.23/",
    ),
    *("http://100.100.100.200/", "http://168.63.129.16/", "http://2822734096/", "http://[::ffff:168.63.129.16]/"),
    "http://[64:ff9b::a83f:8110]/",
)
_RANGES: Final = (
    *("http://0.1.2.3/", "http://100.127.255.255/", "http://172.31.255.255/", "http://192.0.2.1/", "http://240.0.0.1/"),
    *(
        "http://192.88.99.1/",
        "http://198.19.0.1/",
        "http://203.0.113.5/",
        "http://239.255.255.250/",
        "10.0.0.1",
        "[::1]",
    ),
    *("192.168.0.1/admin", "https://169.254.169.254/", "http://255.255.255.255/"),
)
_NAMED: Final = (
    *(
        "http://localhost/",
        "http://LOCALHOST./",
        "http://%6c%6fcalhost/",
        "http://ｌｏｃａｌｈｏｓｔ/",
        "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/",
    ),
    *(
        "http://local\u00adhost/",
        "http://local\u200bhost/",
        "http://app.localhost/",
        "http://ip6-localhost/",
        "localhost",
    ),
    *("http://127.0.0.1.wildcard.test/", "http://cname-to-private.test/", "http://mixed.test/", "http://mixed6.test/"),
    *("http://many.test/", "http://mapped.test/", "http://scoped.test/", "http://zero.test/", "http://broadcast.test/"),
    *("http://multicast.test/", "http://nat64.test/", "http://sixtofour.test/", "http://metadata.google.internal/"),
    *("http://metadata/", "http://kubernetes.default.svc/", "http://host.docker.internal/", "http://azure.test/"),
)
_PORTS: Final = (
    *("http://a.test:22/", "http://127.0.0.1:6379/", "http://localhost:5432/", "http://[::1]:11211/", "localhost:9200"),
    *("http://127.0.0.1:0/", "https://a.test:00025/", "http://metadata.google.internal:8080/", "http://a.test:PORT1/"),
)
_UNUSABLE: Final = (
    *("http://a.test:80:80/", "http://a.test:65536/", "http://a.test:-1/", "http://a.test:8o/", "http://:80/"),
    *("http://a.test%00.b.test/", "http://a.test%2f@127.0.0.1/", "http://a.test%0d%0a.b.test/", "http://a test/"),
    *(
        "http://127.0.0.1:80@a.test/",
        "http://a.test:80@127.0.0.1/",
        "http://a.test@127.0.0.1:PORT/",
        "http://@:@127.0.0.1/x@",
    ),
    *(
        "http://[::1%25lo]/",
        "http://[fe80::1%eth0]/",
        "http://[::1].a.test/",
        "http://[v1.a]/",
        "http://[::ffff:127.1]/",
    ),
    *(
        "http://256.256.256.256/",
        "http://0x100000000/",
        "http://1.2.3.4.5/",
        "http://08.1/",
        "http://1../",
        "http://[::%31]/",
    ),
    *("http://xn--a\ufffd/", "http://\ud800/", "http://a\u202e.test/", "http://\u2100.test/"),
    *(
        "dict://127.0.0.1:PORT/",
        "ldap://127.0.0.1/",
        "ws://127.0.0.1:PORT/",
        "tftp://127.0.0.1/",
        "blob:http://127.0.0.1/",
    ),
    *("jar:http://127.0.0.1!/", "view-source:http://127.0.0.1/", "about:blank"),
)
_UNKNOWN: Final = (
    *(
        "http://nowhere.test/",
        "http://a..test/",
        f"http://{'a' * 64}.test/",
        "http://servfail.test/",
        "http://empty.test/",
    ),
    *(
        "http://-/",
        "http:/",
        "unix:/run/docker.sock",
        "http:\\\\127.0.0.1\\",
        "http://xn--/",
        "http://_.test/",
        "http+unix://%2frun%2fdocker.sock/",
    ),
)
_REFUSED_AFTER_ALL: Final = ("http://rebound.test:PORT/", "http://to-private-name.test:PORT/")

# Several lists of a name are its answers one after another.
ZONE: Final[dict[str, list[list[str]]]] = {
    "localhost": [["127.0.0.1"]],
    "app.localhost": [["127.0.0.1"]],
    "ip6-localhost": [["::1"]],
    "127.0.0.1.wildcard.test": [["127.0.0.1"]],
    "cname-to-private.test": [["10.1.2.3"]],
    "mixed.test": [[_PUBLIC, "192.168.1.1"]],
    "mixed6.test": [["2606:4700::1111", "fd00::1"]],
    "many.test": [[*(f"93.184.{n // 250}.{n % 250 + 1}" for n in range(2000)), "10.0.0.1"]],
    "mapped.test": [["::ffff:10.0.0.1"]],
    "scoped.test": [["fe80::1%eth0"]],
    "zero.test": [["0.0.0.0"]],
    "broadcast.test": [["255.255.255.255"]],
    "multicast.test": [["224.0.0.251"]],
    "nat64.test": [["64:ff9b::a9fe:a9fe"]],
    "sixtofour.test": [["2002:7f00:1::"]],
    "metadata.google.internal": [["169.254.169.254"]],
    "metadata": [["169.254.169.254"]],
    "kubernetes.default.svc": [["10.96.0.1"]],
    "host.docker.internal": [["172.17.0.1"]],
    "azure.test": [["168.63.129.16"]],
    "servfail.test": [[TEMPORARY]],
    "empty.test": [[]],
    "slow-name.test": [[SLOW]],
    # robots.txt is fetched from where it may be, and the page then lies elsewhere.
    "rebound.test": [["127.0.0.1"], ["127.0.0.9"]],
    "private-name.test": [["10.0.0.9"]],
}

ADDRESSES: Final[dict[str, str]] = {
    **dict.fromkeys((*_SPELT, *_IPV6, *_METADATA, *_RANGES, *_NAMED, *_REFUSED_AFTER_ALL), "target_blocked_address"),
    **dict.fromkeys(_PORTS, "target_blocked_port"),
    **dict.fromkeys(_UNUSABLE, "target_invalid_url"),
    **dict.fromkeys(_UNKNOWN, "target_dns_failed"),
}
