"""Exports of applications in the admin: asking for one, its progress, and handing it out."""

from hiring.admin.exports.own_exports import ExportAdmin

__all__ = ["ExportAdmin"]
