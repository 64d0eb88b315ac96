"""Brings a built site to where readers find it, in an order in which nobody meets a dead link."""

from backfile.publish.byhand import changed, strike
from backfile.publish.compress import check as check_forms
from backfile.publish.run import Published, publish
from backfile.publish.settings import Publishing, load
from backfile.publish.target import check as check_target

__all__ = ["Published", "Publishing", "changed", "check_forms", "check_target", "load", "publish", "strike"]
