{{ config(meta={'f': modules.datetime.datetime.now().year > 1}) }}select 1
