-- The anchor that a restore leaves for whoever serves this database: where every chain ended then,
-- signed like a line of the anchors' file.

ALTER TABLE ledger_key ADD COLUMN restored TEXT;
