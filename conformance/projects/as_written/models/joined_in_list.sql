{{ config(alias='e15',tags=['a' 'b']) }}
