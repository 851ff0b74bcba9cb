{{ config(pre_hook=["{{ this }}"], post_hook={'sql': 'select 1', 'transaction': false}) }}select 1
