{% snapshot s %}select 1
