"""The hash of customer ids tells ids apart and depends on nothing but id and key."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from klantreis.log.hashing import customer_hashes


def hashes(ids, key="k"):
    high, low = customer_hashes(pa.array(ids, pa.large_string()), key)
    return list(zip(high.tolist(), low.tolist(), strict=True))


def test_ids_that_are_nearly_alike_have_other_hashes():
    ids = (
        [f"{k}" for k in range(50_000)] + ["a" * k for k in range(1, 200)] + ["\0" * k for k in range(1, 20)]
    )
    every = hashes(ids)
    assert len({high for high, _ in every}) == len({low for _, low in every}) == len(ids)


def test_the_hash_does_not_depend_on_the_neighbours_or_the_encoding():
    whole = pa.array(["ann", "bob", "12345678", "日本"], pa.large_string())
    alone = [customer_hashes(whole[k : k + 1], "k") for k in range(4)]
    coded = customer_hashes(whole.dictionary_encode(), "k")
    together = customer_hashes(whole, "k")
    for half in (0, 1):
        assert [one[half][0] for one in alone] == together[half].tolist() == coded[half].tolist()


def test_another_key_gives_another_hash():
    assert not set(hashes(["ann", "bob"], "k")) & set(hashes(["ann", "bob"], "l"))


def test_every_bit_of_the_hash_is_set_half_of_the_time():
    high, low = customer_hashes(pa.array([f"customer-{k}" for k in range(4_096)], pa.large_string()), "k")
    for half in (high, low):
        shares = [np.mean((half >> np.uint64(bit)) & np.uint64(1)) for bit in range(64)]
        assert 0.45 < min(shares) <= max(shares) < 0.55
