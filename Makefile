# Связка: bare `make` lists the targets.
PYTHON ?= python3
PIP_ARGS ?=
VENV := .venv
RUN := $(VENV)/bin/python
BENCH ?= ../shared/bench
REPORTS := training/reports
ENCODER_DIR := models/artifacts/encoder
SIDE_BY_SIDE := -n auto --dist loadfile # a process a core; what a file shares is made once

.DEFAULT_GOAL := help
.PHONY: help setup run test check torture benchmark train evaluate pictures

help: ## показать цели
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

$(VENV)/.runtime: requirements.txt constraints.txt
	@echo "Среда: $(VENV) (первый раз это несколько минут)"
	@test -x $(RUN) || $(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --quiet --disable-pip-version-check $(PIP_ARGS) -r requirements.txt
	@touch $@

$(VENV)/.development: $(VENV)/.runtime requirements-dev.txt
	$(RUN) -m pip install --quiet --disable-pip-version-check $(PIP_ARGS) -r requirements-dev.txt
	@touch $@

.PHONY: encoder
encoder: $(VENV)/.runtime
	@$(RUN) -m models.encoding.build --out $(ENCODER_DIR)

setup: $(VENV)/.runtime encoder ## среда и энкодер

run: setup ## всё нужное и сервис с демонстрационным пулом на http://127.0.0.1:8000
	@$(RUN) -m service demo --if-empty
	@$(RUN) -m service build --if-stale
	@$(RUN) -m service serve --demo-portal

test: $(VENV)/.development encoder ## все тесты, меньше 20 минут
	@$(RUN) -m pytest $(SIDE_BY_SIDE)

check: $(VENV)/.development encoder ## ruff, mypy и тесты
	@$(RUN) -m ruff format --check . && $(RUN) -m ruff check . && $(RUN) -m mypy && $(RUN) -m pytest $(SIDE_BY_SIDE)

torture: $(VENV)/.development encoder ## долгие проверки
	@$(RUN) -m pytest -m slow

benchmark: $(VENV)/.development encoder ## время и память по шагам
	@$(RUN) -m training benchmark --out $(REPORTS)

train: $(VENV)/.development encoder ## обучить оценку пар (BENCH=папка наборов)
	@$(RUN) -m training fit-scorer --bench $(BENCH)

evaluate: $(VENV)/.development encoder ## качество через HTTP (BENCH=папка наборов, ABLATIONS=1)
	@$(RUN) -m training evaluate --bench $(BENCH) --out $(REPORTS) $(if $(ABLATIONS),--ablations)

pictures: $(VENV)/.development encoder ## снимки страниц для README
	@$(RUN) -m training pictures --out docs
