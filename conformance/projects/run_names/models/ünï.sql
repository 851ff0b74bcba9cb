select 1 as "Ünïcode", 'it''s {{ "quoted" }} %% %s $1' as text
