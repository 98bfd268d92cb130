"""A real transformer with random weights, small enough to make in a test: one layer, 32 wide, letters as pieces."""

import string
from pathlib import Path

WIDTH = 32
MAX_TOKENS = 48
RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
KAZAKH = "әғқңөұүһі"
SPECIAL = {
    "pad_token": "[PAD]",
    "unk_token": "[UNK]",
    "cls_token": "[CLS]",
    "sep_token": "[SEP]",
    "mask_token": "[MASK]",
}
WORDS = ("query", "passage", "помощь", "уход", "социальный", "работник", "знание", "қызмет")


def write(folder: Path, *, seed: int = 0, prompts: dict[str, str] | None = None) -> Path:
    """Save a Sentence Transformers model (transformer, mean pooling, unit length) as safetensors. Returns its folder."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import Transformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling

    backbone = folder / "backbone"
    _write_bert(backbone, seed=seed)
    transformer = Transformer(str(backbone), max_seq_length=MAX_TOKENS)
    modules = [transformer, Pooling(WIDTH), Normalize()]
    model = SentenceTransformer(modules=modules, device="cpu", prompts=prompts)
    target = folder / "model"
    model.save_pretrained(str(target), create_model_card=False)
    return target


def _write_bert(folder: Path, *, seed: int) -> None:
    import torch
    from transformers import BertConfig, BertModel

    pieces = _pieces()
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=len(pieces),
        hidden_size=WIDTH,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=MAX_TOKENS,
    )
    BertModel(config).save_pretrained(folder)
    _write_tokenizer(folder, pieces)


def _pieces() -> list[str]:
    """Special tokens, marks, letters alone and inside a word, a few whole words."""
    letters = [*string.ascii_lowercase, *string.digits, *RUSSIAN, *KAZAKH]
    return [*SPECIAL.values(), *string.punctuation, *letters, *(f"##{letter}" for letter in letters), *WORDS]


def _write_tokenizer(folder: Path, pieces: list[str]) -> None:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    numbers = {piece: number for number, piece in enumerate(pieces)}
    tokenizer = Tokenizer(models.WordPiece(numbers, unk_token=SPECIAL["unk_token"]))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True, strip_accents=False)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    ends = [(SPECIAL[name], numbers[SPECIAL[name]]) for name in ("sep_token", "cls_token")]
    tokenizer.post_processor = processors.BertProcessing(*ends)
    wrapped = PreTrainedTokenizerFast(tokenizer_object=tokenizer, **SPECIAL)  # type: ignore[no-untyped-call]
    wrapped.save_pretrained(folder)
