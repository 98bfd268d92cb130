"""Answers to take away: sheets for client and counsellor as DOCX, PDF and print view, and a workbook."""
