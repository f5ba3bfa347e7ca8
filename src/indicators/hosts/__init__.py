"""Hosts: the words of the sentence that a figure is about, before they are made into the name of a series."""

from indicators.hosts.base import Host
from indicators.hosts.finder import HostFinder

__all__ = ["Host", "HostFinder"]
