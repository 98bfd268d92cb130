"""Professional standard as PDF text in hard-wrapped, interleaved columns."""
