-- A page that its student took back from those it was shown to. Their own words about it stay with
-- them, and the ledger keeps its lines.
ALTER TABLE entry ADD COLUMN taken_back_at TIMESTAMPTZ;
